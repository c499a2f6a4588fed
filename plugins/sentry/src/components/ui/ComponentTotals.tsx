import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Link, Text } from '@backstage/ui';
import type {
  SentryComponentSummary,
  SentryIssuesQuery,
} from 'backstage-plugin-sentry-common';
import { useId, useState } from 'react';
import { useEntityHref } from '../../issueUrl/links';
import { useFormats } from '../../formats';
import { sentryTranslationRef } from '../../translation';
import { componentName } from './componentName';
import { QuietText } from './QuietText';
import styles from './ComponentTotals.module.css';
import { ComponentCount } from './ComponentCount';
import { ComponentTotalsSkeleton } from './ComponentTotalsSkeleton';
import { byUnresolved } from './byUnresolved';
import { mostShown } from './mostShown';
import { shareProjects } from './shareProjects';

/** What each entity adds to the counts: those with the most first, each a way to its own issues. */
export function ComponentTotals(props: {
  /** Undefined until the first answer. */
  components: SentryComponentSummary[] | undefined;
  /** The window that they are counted in. */
  query: Pick<SentryIssuesQuery, 'statsPeriod'>;
}) {
  const { components, query } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const hrefs = useEntityHref();
  const [isOpen, setIsOpen] = useState(false);
  const titleId = useId();
  const listId = useId();

  if (!components) {
    return <ComponentTotalsSkeleton />;
  }
  if (components.length === 0) {
    return null;
  }
  const sorted = [...components].sort(byUnresolved(formats));
  const shown = isOpen ? sorted : sorted.slice(0, mostShown);
  const most = Math.max(
    1,
    ...components.map(({ unresolved = 0 }) => unresolved),
  );

  return (
    <div className={styles.room}>
      <div className={styles.heading}>
        <div className={styles.title}>
          <Text as="h3" variant="body-small" weight="bold" id={titleId}>
            {t('components.title', {
              count: components.length,
              number: formats.number(components.length),
            })}
          </Text>
          {shareProjects(components) && (
            <QuietText>{t('components.shared')}</QuietText>
          )}
        </div>
        {components.length > mostShown && (
          <Button
            variant="tertiary"
            size="small"
            aria-expanded={isOpen}
            aria-controls={listId}
            onPress={() => setIsOpen(!isOpen)}
          >
            {isOpen ? t('components.fewer') : t('components.all')}
          </Button>
        )}
      </div>
      <ul className={styles.list} id={listId} aria-labelledby={titleId}>
        {shown.map(component => {
          const content = (
            <>
              <span className={styles.name} title={component.ref}>
                <bdi>{componentName(component)}</bdi>
              </span>
              <ComponentCount component={component} />
              <span className={styles.bar} aria-hidden>
                <span
                  style={{
                    inlineSize: `${(100 * (component.unresolved ?? 0)) / most}%`,
                  }}
                />
              </span>
            </>
          );
          const href = hrefs.tab(component.ref, query);
          return (
            <li key={component.ref}>
              {href === undefined ? (
                <span className={styles.item}>{content}</span>
              ) : (
                <Link className={styles.item} href={href} standalone>
                  {content}
                </Link>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
