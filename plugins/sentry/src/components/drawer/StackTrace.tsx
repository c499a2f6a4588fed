import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type {
  SentryEvent,
  SentryException,
  SentryStackFrame,
  SentryStackTrace,
} from 'backstage-plugin-sentry-common';
import { useId, useMemo, useState } from 'react';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { CopyButton } from '../ui/buttons';
import { QuietText } from '../ui/primitives';
import { DisclosureButton, Section } from './Section';
import { StackFrame } from './StackFrame';
import { exceptionsAsText, foldFrames, framesAsText } from './stackFrames';
import styles from './StackTrace.module.css';

/** The exceptions of an event, each followed by its cause; its threads where no exception has frames. */
export function StackTraces(props: {
  event: SentryEvent;
  /** The message shown above, which the first exception does not repeat. */
  messageAbove: string | undefined;
}) {
  const { exceptions, exceptionsOmitted = 0 } = props.event;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const hasFrames = exceptions.some(({ frames }) => frames.length > 0);
  const threads = hasFrames
    ? []
    : props.event.threads.filter(({ frames }) => frames.length > 0);

  return (
    <>
      {exceptions.length > 0 && (
        <Section
          title={t('detail.stack.title')}
          level={4}
          actions={
            <CopyButton
              label={t('detail.stack.copy')}
              text={() => exceptionsAsText(exceptions)}
            />
          }
        >
          <ol className={styles.chain} aria-label={t('detail.stack.chain')}>
            {exceptions.map((exception, index) => (
              <li key={index} className={styles.exception}>
                {index > 0 && (
                  <QuietText>{t('detail.stack.causedBy')}</QuietText>
                )}
                <Exception
                  exception={exception}
                  isRepeated={
                    index === 0 && exception.value === props.messageAbove
                  }
                />
              </li>
            ))}
            {exceptionsOmitted > 0 && (
              <li>
                <QuietText>
                  {t(
                    'detail.stack.causesOmitted',
                    formats.counted(exceptionsOmitted),
                  )}
                </QuietText>
              </li>
            )}
          </ol>
        </Section>
      )}
      {threads.map((thread, index) => {
        const name = thread.name ?? thread.id ?? '';
        const title = thread.crashed
          ? t('detail.stack.crashedThread', { name })
          : t('detail.stack.thread', { name });
        return (
          <Section
            key={index}
            title={title}
            level={4}
            actions={
              <CopyButton
                label={t('detail.stack.copy')}
                text={() => framesAsText(thread)}
              />
            }
          >
            <Frames trace={thread} label={title} />
          </Section>
        );
      })}
    </>
  );
}

function Exception(props: {
  exception: SentryException;
  /** Whether its message is shown above. */
  isRepeated: boolean;
}) {
  const { exception, isRepeated } = props;
  const { type, value, module, mechanism, frames } = exception;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const name = type || module || t('detail.stack.exception');
  const how = [
    mechanism?.type,
    mechanism?.handled === true && t('detail.handled.yes'),
    mechanism?.handled === false && t('detail.handled.no'),
  ].filter(Boolean);

  return (
    <>
      <div className={styles.exceptionHead}>
        <Text as="h5" weight="bold" className={styles.type}>
          <bdi>{name}</bdi>
        </Text>
        {how.length > 0 && <QuietText>{how.join(' · ')}</QuietText>}
      </div>
      {value && !isRepeated && (
        <p className={styles.value} dir="auto">
          {value}
        </p>
      )}
      {frames.length > 0 ? (
        <Frames
          trace={exception}
          label={t('detail.stack.framesOf', { name })}
        />
      ) : (
        <QuietText as="p" variant="body-small">
          {t('detail.stack.noFrames')}
        </QuietText>
      )}
    </>
  );
}

/** Calls, the newest first, those of libraries folded. */
function Frames(props: { trace: SentryStackTrace; label: string }) {
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
            <StackFrame key={index} frame={part.frame} isOpen={part.isOpen} />
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
            {t('detail.stack.omitted', formats.counted(part.count))}
          </li>
        );
      })}
    </ol>
  );
}

/** A run of frames behind one line that opens it. */
function FoldedFrames(props: {
  frames: SentryStackFrame[];
  areLibraries: boolean;
}) {
  const { frames, areLibraries } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const [isOpen, setOpen] = useState(false);
  const listId = useId();
  const label = t(
    areLibraries ? 'detail.stack.libraries' : 'detail.stack.more',
    formats.counted(frames.length),
  );

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
            <StackFrame key={index} frame={frame} />
          ))}
        </ol>
      )}
    </li>
  );
}
