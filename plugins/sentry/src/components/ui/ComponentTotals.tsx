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

/** The unresolved issues of each entity, the worst first, with links to their tabs. */
export function ComponentTotals(props: {
  /** Undefined until the first answer. */
  components: SentryComponentSummary[] | undefined;
  statsPeriod: string;
  /** Default one that counts components. */
  title?: string;
  /** Shows all of them, with room for each. */
  isWide?: boolean;
}) {
  const { components, statsPeriod, title, isWide = false } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const [isOpen, setIsOpen] = useState(false);
  const titleId = useId();
  const listId = useId();

  if (!components) {
    return <ComponentTotalsSkeleton isWide={isWide} />;
  }
  if (components.length === 0) {
    return null;
  }
  const canFold = !isWide && components.length > mostShown;
  const sorted = [...components].sort(byBadness(formats));
  const shown = canFold && !isOpen ? sorted.slice(0, mostShown) : sorted;
  const most = Math.max(
    1,
    ...components.map(({ unresolved = 0 }) => unresolved),
  );

  return (
    <div className={styles.room}>
      <div className={styles.heading}>
        <div className={styles.title}>
          <Text
            as="h3"
            variant={isWide ? 'body-medium' : 'body-small'}
            weight="bold"
            id={titleId}
          >
            {title ??
              t('components.title', {
                count: components.length,
                number: formats.number(components.length),
              })}
          </Text>
          {shareProjects(components) && (
            <QuietText>{t('components.shared')}</QuietText>
          )}
        </div>
        {canFold && (
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
      <ul
        className={styles.list}
        data-wide={isWide}
        id={listId}
        aria-labelledby={titleId}
      >
        {shown.map(component => (
          <li key={component.ref}>
            <ComponentTotal
              component={component}
              statsPeriod={statsPeriod}
              most={most}
              isWide={isWide}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

function ComponentTotal(props: {
  component: SentryComponentSummary;
  statsPeriod: string;
  /** Of all entities, the most unresolved issues. */
  most: number;
  isWide: boolean;
}) {
  const { component, statsPeriod, most, isWide } = props;
  const { ref, unresolved, regressed = 0, escalating = 0, capped } = component;
  const { uncounted = 0, projects } = component;
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const href = useEntityHref().tab(ref, { statsPeriod });
  const worse = [
    regressed > 0 &&
      t('components.regressed', { number: formats.number(regressed) }),
    escalating > 0 &&
      t('components.escalating', { number: formats.number(escalating) }),
  ].filter(Boolean);
  const note =
    projects.length === 0
      ? t('components.noProject')
      : uncounted > 0 && t('components.uncounted', { count: uncounted });

  const content = (
    <>
      <span className={styles.name} title={ref}>
        <bdi>{componentName(component)}</bdi>
      </span>{' '}
      <span className={styles.count} data-none={!unresolved}>
        {unresolved === undefined ? (
          <Nothing label={t('counts.unknown')} />
        ) : (
          <CompactNumber value={unresolved} capped={capped} />
        )}
        <VisuallyHidden> {t('components.unresolved')}</VisuallyHidden>
      </span>
      <span className={styles.bar} aria-hidden>
        <span style={{ inlineSize: `${(100 * (unresolved ?? 0)) / most}%` }} />
      </span>
      {(worse.length > 0 || note) && (
        <span className={styles.facts}>
          {worse.length > 0 && (
            <span className={styles.worse}>{worse.join(' · ')}</span>
          )}{' '}
          {note && (
            <QuietText variant={isWide ? 'body-small' : undefined}>
              {note}
            </QuietText>
          )}
        </span>
      )}
    </>
  );
  return href === undefined ? (
    <span className={styles.item}>{content}</span>
  ) : (
    <Link className={styles.item} href={href} standalone>
      {content}
    </Link>
  );
}

/** Sorts by what got worse, then by unresolved issues, unknown before none; then by name. */
export function byBadness({ compare }: Pick<Formats, 'compare'>) {
  return (a: SentryComponentSummary, b: SentryComponentSummary): number =>
    worseOf(b) - worseOf(a) ||
    weightOf(b) - weightOf(a) ||
    compare(componentName(a), componentName(b));
}

function worseOf({ regressed = 0, escalating = 0 }: SentryComponentSummary) {
  return regressed + escalating;
}

function weightOf({ unresolved, capped }: SentryComponentSummary): number {
  if (unresolved === undefined) {
    return 0.5;
  }
  return capped ? unresolved + 0.5 : unresolved;
}

/** Whether entities share a project, so that their counts overlap. */
function shareProjects(
  components: Pick<SentryComponentSummary, 'projects'>[],
): boolean {
  const projects = components.flatMap(component => [
    ...new Set(component.projects),
  ]);
  return new Set(projects).size < projects.length;
}
