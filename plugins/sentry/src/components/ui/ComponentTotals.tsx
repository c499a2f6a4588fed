import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Link, Text, VisuallyHidden } from '@backstage/ui';
import type { SentryComponentSummary } from 'backstage-plugin-sentry-common';
import { useId, useState } from 'react';
import { type Formats, useFormats } from '../../formats';
import { useEntityHref } from '../../issueUrl/links';
import { sentryTranslationRef } from '../../translation';
import { componentName } from './ComponentLinks';
import styles from './ComponentTotals.module.css';
import { ComponentTotalsSkeleton, mostShown } from './ComponentTotalsSkeleton';
import { CompactNumber, Nothing, QuietText } from './primitives';

/** The unresolved issues of each entity, most first, with links to their tabs. */
export function ComponentTotals(props: {
  /** Undefined until the first answer. */
  components: SentryComponentSummary[] | undefined;
  statsPeriod: string;
}) {
  const { components, statsPeriod } = props;
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
          const href = hrefs.tab(component.ref, { statsPeriod });
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

function ComponentCount(props: { component: SentryComponentSummary }) {
  const { unresolved, capped } = props.component;
  const { t } = useTranslationRef(sentryTranslationRef);
  if (unresolved === undefined) {
    return (
      <span className={styles.count}>
        <Nothing label={t('counts.unknown')} />
      </span>
    );
  }
  return (
    <span className={styles.count} data-none={unresolved === 0}>
      <CompactNumber value={unresolved} capped={capped} />
      <VisuallyHidden> {t('components.unresolved')}</VisuallyHidden>
    </span>
  );
}

/** Sorts by most issues, then unknown counts, then none; then by name. */
export function byUnresolved({ compare }: Pick<Formats, 'compare'>) {
  return (a: SentryComponentSummary, b: SentryComponentSummary): number =>
    weightOf(b) - weightOf(a) || compare(componentName(a), componentName(b));
}

function weightOf({ unresolved, capped }: SentryComponentSummary): number {
  if (unresolved === undefined) {
    return 0.5;
  }
  return capped ? unresolved + 0.5 : unresolved;
}

/** Whether entities share a project, so that their counts overlap. */
export function shareProjects(
  components: Pick<SentryComponentSummary, 'projects'>[],
): boolean {
  const projects = components.flatMap(component => [
    ...new Set(component.projects),
  ]);
  return new Set(projects).size < projects.length;
}
