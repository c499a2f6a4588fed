import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SentryStackFrame,
  SentryStackTrace,
} from 'backstage-plugin-sentry-common';
import { useId, useMemo, useState } from 'react';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { DisclosureButton } from './DisclosureButton';
import { foldFrames } from './foldFrames';
import { FrameRow } from './FrameRow';
import styles from './StackTrace.module.css';

/** The calls that led somewhere, the newest first, those of libraries folded. */
export function StackTrace(props: { trace: SentryStackTrace; label: string }) {
  const { trace, label } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const parts = useMemo(() => foldFrames(trace), [trace]);
  const hasInApp = trace.frames.some(frame => frame.inApp);

  return (
    <ol className={styles.frames} aria-label={label}>
      {parts.map((part, index) => {
        if (part.kind === 'frame') {
          return (
            <FrameRow key={index} frame={part.frame} isOpen={part.isOpen} />
          );
        }
        if (part.kind === 'folded') {
          return (
            <FoldedFrames
              key={index}
              frames={part.frames}
              areLibraries={hasInApp}
            />
          );
        }
        return (
          <li key={index} className={styles.omitted}>
            {t('detail.stack.omitted', {
              count: part.count,
              number: formats.number(part.count),
            })}
          </li>
        );
      })}
    </ol>
  );
}

/** A run of calls that rarely say what is wrong, one line until asked for. */
function FoldedFrames(props: {
  frames: SentryStackFrame[];
  areLibraries: boolean;
}) {
  const { frames, areLibraries } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const [isOpen, setOpen] = useState(false);
  const listId = useId();
  const values = {
    count: frames.length,
    number: formats.number(frames.length),
  };
  const label = areLibraries
    ? t('detail.stack.libraries', values)
    : t('detail.stack.more', values);

  return (
    <li>
      <DisclosureButton
        className={styles.groupButton}
        isOpen={isOpen}
        onChange={setOpen}
        contentId={listId}
      >
        {label}
      </DisclosureButton>
      {isOpen && (
        <ol className={styles.inner} id={listId} aria-label={label}>
          {frames.map((frame, index) => (
            <FrameRow key={index} frame={frame} />
          ))}
        </ol>
      )}
    </li>
  );
}
