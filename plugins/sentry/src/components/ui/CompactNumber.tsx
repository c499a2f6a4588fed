import { VisuallyHidden } from '@backstage/ui';
import { useFormats } from '../../formats';
import styles from './Formats.module.css';

/** A number in little room, exact on hover and for screen readers. */
export function CompactNumber(props: { value: number; capped?: boolean }) {
  const { value, capped = false } = props;
  const formats = useFormats();
  const shown = capped ? formats.capped(value) : formats.compact(value);
  const exact = capped ? shown : formats.number(value);
  if (shown === exact) {
    return <bdi className={styles.number}>{shown}</bdi>;
  }
  return (
    <bdi className={styles.number} title={exact}>
      <span aria-hidden>{shown}</span>
      <VisuallyHidden>{exact}</VisuallyHidden>
    </bdi>
  );
}
