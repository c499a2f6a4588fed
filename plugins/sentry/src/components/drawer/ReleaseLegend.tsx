import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import type { PlacedMarker } from './placeMarkers';
import styles from './TrendChart.module.css';

/** Which releases the numbers among the bars stand for. */
export function ReleaseLegend(props: {
  markers: PlacedMarker[];
  /** Whether the hour tells them apart. */
  hourly: boolean;
}) {
  const { markers, hourly } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  if (markers.length === 0) {
    return null;
  }
  return (
    <ol className={styles.releases} aria-label={t('detail.trend.releases')}>
      {markers.map(({ version, label, date }, index) => (
        <li key={version} className={styles.release}>
          <span className={styles.number} aria-hidden>
            {formats.number(index + 1)}
          </span>
          <span>
            <bdi>{label}</bdi>{' '}
            <span className={styles.date}>{formats.bucket(date, hourly)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
