import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { SentrySummary } from 'backstage-plugin-sentry-common';
import { Fragment } from 'react';
import type { Capabilities } from '../../data/projects';
import { useFormats, usePeriodText } from '../../formats';
import { sentryTranslationRef } from '../../translation';
import { ExternalLink } from './links';
import { QuietText, Skeleton } from './primitives';
import { Sparkline } from './Sparkline';
import styles from './SummaryCounts.module.css';
import { useFindings, useSummaryParts, type SummaryPart } from './summaryParts';

/** How bad it is, the worst first, each part a link to the issues it counts; and the trend. */
export function SummaryCounts(props: {
  summary: SentrySummary;
  capabilities: Capabilities;
}) {
  const { summary, capabilities } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const periodText = usePeriodText();
  const period = periodText(summary.statsPeriod);
  const { verdict, facts } = useSummaryParts(summary, capabilities);
  const findings = useFindings(summary.findings);
  const { trend } = summary;
  const events = trend?.buckets.reduce((sum, [, count]) => sum + count, 0) ?? 0;

  return (
    <div className={styles.counts}>
      <div className={styles.layout}>
        <ul
          className={styles.verdict}
          aria-label={
            capabilities.statsPeriod
              ? t('counts.label', { period })
              : t('counts.labelEver')
          }
        >
          {verdict.map(part => (
            <VerdictPart key={part.text} part={part} />
          ))}
        </ul>
        <div>
          <QuietText as="p" variant="body-small">
            {capabilities.statsPeriod && facts.length > 0 && (
              <>{t('counts.inPeriod', { period })} </>
            )}
            {facts.map(({ text, href, title }, index) => (
              <Fragment key={text}>
                <span className={styles.fact} title={title}>
                  {href ? (
                    <Link noTrack href={href} variant="body-small">
                      <bdi>{text}</bdi>
                    </Link>
                  ) : (
                    <bdi>{text}</bdi>
                  )}
                  {index < facts.length - 1 && ' ·'}
                </span>{' '}
              </Fragment>
            ))}
          </QuietText>
          {findings.length > 0 && (
            <ul className={styles.findings} aria-label={t('counts.findings')}>
              {findings.map(part => (
                <FindingPart key={part.text} part={part} />
              ))}
            </ul>
          )}
        </div>
        {trend && (
          <div className={styles.trend}>
            <Sparkline trend={trend} height={28} />
            <QuietText>
              {t('counts.events', {
                count: events,
                number: formats.compact(events),
                period: periodText(trend.period),
              })}
            </QuietText>
          </div>
        )}
      </div>
    </div>
  );
}

function VerdictPart(props: { part: SummaryPart }) {
  const { text, href, tone, title } = props.part;
  const look = {
    variant: 'body-large',
    weight: 'bold',
    className: styles.part,
    'data-tone': tone,
    title,
  } as const;
  return (
    <li>
      {href ? (
        <Link {...look} noTrack href={href} standalone>
          <bdi>{text}</bdi>
        </Link>
      ) : (
        <Text {...look}>
          <bdi>{text}</bdi>
        </Text>
      )}
    </li>
  );
}

/** Beside the trend, where there is room for it already. */
function FindingPart(props: { part: SummaryPart }) {
  const { text, href, opens, tone, title } = props.part;
  const look = {
    variant: 'body-small',
    className: styles.part,
    'data-tone': tone,
    title,
  } as const;
  return (
    <li>
      <ExternalLink {...look} href={href} opens={opens}>
        <bdi>{text}</bdi>
      </ExternalLink>
    </li>
  );
}

export function SummaryCountsSkeleton() {
  return (
    <div className={styles.counts} aria-hidden>
      <div className={styles.layout}>
        <div className={styles.verdict} data-skeleton>
          <Skeleton width="75%" height={16} />
        </div>
        <div className={styles.facts}>
          <Skeleton width="60%" height={12} />
        </div>
        <div className={styles.trend}>
          <Skeleton width="100%" height={28} />
          <Skeleton width={120} height={12} />
        </div>
      </div>
    </div>
  );
}
