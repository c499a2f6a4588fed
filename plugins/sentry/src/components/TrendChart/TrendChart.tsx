import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryTrend } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../hooks/useFormats';
import { usePeriodText } from '../../hooks/usePeriodText';
import { sentryTranslationRef } from '../../translation';
import { QuietText } from '../QuietText';
import { Sparkline } from '../Sparkline';
import { placeMarkers, type ReleaseMarker } from './placeMarkers';
import styles from './TrendChart.module.css';

/** Events over a window as bars, with the releases that fell into it. */
export function TrendChart(props: {
  trend: SentryTrend;
  releases: ReleaseMarker[];
}) {
  const { trend, releases } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const period = usePeriodText()(trend.period, 'option');
  const markers = placeMarkers(trend, releases);
  const { buckets } = trend;
  const total = buckets.reduce((sum, [, events]) => sum + events, 0);
  const most = Math.max(...buckets.map(([, events]) => events), 0);

  return (
    <figure className={styles.chart}>
      <figcaption className={styles.caption}>
        <span>{period}</span>
        <span className={styles.total}>
          {t('issue.events', { count: total, number: formats.number(total) })}
        </span>
      </figcaption>
      <div className={styles.plot}>
        <Sparkline trend={trend} height={56} />
        {most > 0 && (
          <span className={styles.most} aria-hidden>
            {formats.compact(most)}
          </span>
        )}
        {markers.map(({ version, position }) => (
          <span
            key={version}
            className={styles.marker}
            style={{ insetInlineStart: `${position * 100}%` }}
            aria-hidden
          />
        ))}
      </div>
      {markers.length > 0 && (
        <ul className={styles.releases}>
          {markers.map(({ version, label, date }) => (
            <li key={version}>
              <QuietText title={version}>
                <span className={styles.swatch} aria-hidden />
                {t('detail.trend.released', {
                  release: label,
                  time: formats.bucket(date, trend.period === '24h'),
                })}
              </QuietText>
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
}
