import { useEveryMinute } from '../../hooks';
import { useFormats } from '../../formats';
import styles from './Formats.module.css';

/** `5 minutes ago`, with the exact time on hover and for machines. */
export function RelativeTime(props: { value: string | undefined }) {
  const formats = useFormats();
  useEveryMinute();
  const date = props.value ? new Date(props.value) : undefined;
  if (!date || Number.isNaN(date.getTime())) {
    return <>–</>;
  }
  return (
    <time
      className={styles.time}
      dateTime={date.toISOString()}
      title={formats.exact(date)}
      // The number comes first in some languages, and must not leave its words.
      dir="auto"
    >
      {formats.relative(date)}
    </time>
  );
}
