import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import type { SentryStackFrame } from 'backstage-plugin-sentry-common';
import { sentryTranslationRef } from '../../translation';
import styles from './StackTrace.module.css';

/** Lines before and after the failing one. */
const linesAround = 5;

/** The source around the line that failed, which is marked. */
export function SourceContext(props: { frame: SentryStackFrame }) {
  const { context, lineNo } = props.frame;
  const { t } = useTranslationRef(sentryTranslationRef);
  const lines = context.filter(
    ([line]) => lineNo === undefined || Math.abs(line - lineNo) <= linesAround,
  );
  const digits = String(lines.at(-1)?.[0] ?? '').length;

  return (
    // Scrolls on its own where a line is too long, and so must take the focus.
    <pre
      className={styles.source}
      style={{ '--digits': `${digits}ch` } as React.CSSProperties}
      dir="ltr"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="group"
      aria-label={t('detail.stack.source')}
    >
      <code className={styles.lines}>
        {lines.map(([line, text]) => (
          <span
            key={line}
            className={styles.line}
            data-line={line}
            data-failing={line === lineNo || undefined}
          >
            {line === lineNo && (
              <VisuallyHidden>
                {t('detail.stack.failingLine', { line: String(line) })}{' '}
              </VisuallyHidden>
            )}
            {text || ' '}
            {'\n'}
          </span>
        ))}
      </code>
    </pre>
  );
}
