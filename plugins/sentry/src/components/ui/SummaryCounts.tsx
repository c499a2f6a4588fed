import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type {
  SentrySummary,
  SentrySummaryCount,
} from 'backstage-plugin-sentry-common';
import type { ReactNode } from 'react';
import type { Capabilities } from '../../data/projects';
import { usePeriodText } from '../../formats';
import { useTabHref } from '../../issueUrl/links';
import { sentryTranslationRef } from '../../translation';
import { CompactNumber, Nothing, QuietText, Skeleton } from './primitives';
import { Sparkline } from './Sparkline';
import styles from './SummaryCounts.module.css';

/** The query is for answers that have none. */
const shownCounts = [
  { name: 'new', query: 'is:new', tone: 'announcement' },
  { name: 'regressed', query: 'is:regressed', tone: 'negative' },
  { name: 'escalating', query: 'is:escalating', tone: 'warning' },
  { name: 'unhandled', query: 'error.unhandled:true', tone: 'negative' },
] as const satisfies {
  name: SentrySummaryCount;
  query: string;
  tone: string;
}[];

/** Counts, with links to the issues that they count, and the trend. */
export function SummaryCounts(props: {
  summary: SentrySummary;
  capabilities: Capabilities;
}) {
  const { summary, capabilities } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const periodText = usePeriodText();
  const period = periodText(summary.statsPeriod);
  const tabHref = useTabHref();
  const { statsPeriod, users, trend, capped, queries } = summary;

  const isLimited = capabilities.limitedBy.length > 0;
  const shown = shownCounts.filter(
    ({ name }) => !isLimited || summary[name] !== undefined,
  );

  return (
    <div className={styles.counts}>
      <ul
        className={styles.strip}
        aria-label={
          capabilities.statsPeriod
            ? t('counts.label', { period })
            : t('counts.labelEver')
        }
      >
        {isLimited && (
          <Figure
            label={t('counts.unresolved')}
            href={tabHref?.({ query: queries?.unresolved ?? 'is:unresolved' })}
          >
            <FigureValue
              value={summary.unresolved}
              capped={capped.includes('unresolved')}
            />
          </Figure>
        )}
        {shown.map(({ name, query, tone }) => (
          <Figure
            key={name}
            label={t(`counts.${name}`)}
            tone={summary[name] ? tone : undefined}
            href={tabHref?.({
              query: queries?.[name] ?? `is:unresolved ${query}`,
              statsPeriod,
            })}
          >
            <FigureValue value={summary[name]} capped={capped.includes(name)} />
          </Figure>
        ))}
        {capabilities.users && (
          <Figure label={t('counts.users')}>
            <FigureValue value={users} />
          </Figure>
        )}
      </ul>
      {trend && (
        <div className={styles.trend}>
          <Sparkline trend={trend} height={28} />
          <QuietText>
            {t('counts.events', { period: periodText(trend.period) })}
          </QuietText>
        </div>
      )}
    </div>
  );
}

function Figure(props: {
  label: string;
  tone?: string;
  href?: string;
  children: ReactNode;
}) {
  const { label, tone, href, children } = props;
  const content = (
    <>
      <span className={styles.value} data-tone={tone}>
        {children}
      </span>
      <QuietText variant="body-small">{label}</QuietText>
    </>
  );
  return (
    <li>
      {href ? (
        <Link className={styles.figure} href={href} standalone>
          {content}
        </Link>
      ) : (
        <div className={styles.figure}>{content}</div>
      )}
    </li>
  );
}

function FigureValue(props: { value: number | undefined; capped?: boolean }) {
  const { t } = useTranslationRef(sentryTranslationRef);
  if (props.value === undefined) {
    return <Nothing label={t('counts.unknown')} />;
  }
  return <CompactNumber value={props.value} capped={props.capped} />;
}

export function SummaryCountsSkeleton() {
  return (
    <div className={styles.counts} aria-hidden>
      <div className={styles.strip}>
        {Array.from({ length: 5 }, (_, index) => (
          <div className={styles.figure} key={index}>
            <Skeleton width={32} height={28} />
            <QuietText variant="body-small">
              <LabelSkeleton width={56} />
            </QuietText>
          </div>
        ))}
      </div>
      <div className={styles.trend}>
        <Skeleton width="100%" height={28} />
        <QuietText>
          <LabelSkeleton width={120} />
        </QuietText>
      </div>
    </div>
  );
}

function LabelSkeleton(props: { width: number }) {
  return (
    <span className={styles.label}>
      <Skeleton width={props.width} height={12} />
    </span>
  );
}
