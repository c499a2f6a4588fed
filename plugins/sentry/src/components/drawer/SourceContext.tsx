import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import type { SentryStackFrame } from 'backstage-plugin-sentry-common';
import { type CSSProperties, useId } from 'react';
import { sentryPageTranslationRef } from '../../pageTranslation';
import styles from './SourceContext.module.css';

/** Lines before and after the failing one. */
const linesAround = 5;

/** The source around the line that failed, which is marked. */
export function SourceContext(props: { frame: SentryStackFrame }) {
  const { context, lineNo } = props.frame;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const lines = context.filter(
    ([line]) => lineNo === undefined || Math.abs(line - lineNo) <= linesAround,
  );
  const failing = lines.find(([line]) => line === lineNo);
  const failingId = useId();
  const digits = String(lines.at(-1)?.[0] ?? '').length;

  return (
    <>
      {/* Beside the code, so that who copies that copies no more. */}
      {failing && (
        <VisuallyHidden id={failingId}>
          {t('detail.stack.failingLine', { line: String(failing[0]) })}{' '}
          {failing[1].trim()}
        </VisuallyHidden>
      )}
      {/* Scrolls on its own where a line is too long, and so must take the focus. */}
      <pre
        className={styles.source}
        style={{ '--digits': `${digits}ch` } as CSSProperties}
        dir="ltr"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="group"
        aria-label={t('detail.stack.source')}
        aria-describedby={failing && failingId}
      >
        <code className={styles.lines}>
          {lines.map(([line, text]) => (
            <span
              key={line}
              className={styles.line}
              data-line={line}
              data-failing={line === lineNo || undefined}
            >
              {text || ' '}
              {'\n'}
            </span>
          ))}
        </code>
      </pre>
    </>
  );
}
