import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SentryEvent,
  SentryThread,
  SentryException,
  SentryStackFrame,
  SentryStackTrace,
} from 'backstage-plugin-sentry-common';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { CopyButton } from '../ui/buttons';
import { Section, DisclosureButton } from './Section';
import { exceptionsAsText, framesAsText, foldFrames } from './stackFrames';
import { Text } from '@backstage/ui';
import { useFormats } from '../../formats';
import { QuietText } from '../ui/primitives';
import styles from './StackTrace.module.css';
import { useId, useMemo, useState } from 'react';
import { StackFrame } from './StackFrame';

/** Where it happened: the exceptions, or the threads where there is none. */
export function EventStackTraces(props: {
  event: SentryEvent;
  /** What stands above already. */
  told: string | undefined;
}) {
  const { event, told } = props;
  const { exceptions, exceptionsOmitted, platform } = event;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const hasFrames = exceptions.some(({ frames }) => frames.length > 0);
  const threads = hasFrames
    ? []
    : event.threads.filter(({ frames }) => frames.length > 0);

  return (
    <>
      {exceptions.length > 0 && (
        <Section
          title={t('detail.stack.title')}
          level={4}
          actions={
            <CopyButton
              label={t('detail.stack.copy')}
              text={() => exceptionsAsText(exceptions, platform)}
            />
          }
        >
          <ExceptionChain
            exceptions={exceptions}
            omitted={exceptionsOmitted}
            told={told}
          />
        </Section>
      )}
      {threads.map((thread, index) => (
        <ThreadSection key={index} thread={thread} platform={platform} />
      ))}
    </>
  );
}

function ThreadSection(props: {
  thread: SentryThread;
  platform: string | undefined;
}) {
  const { thread, platform } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const name = thread.name ?? thread.id ?? '';
  const title = thread.crashed
    ? t('detail.stack.crashedThread', { name })
    : t('detail.stack.thread', { name });
  return (
    <Section
      title={title}
      level={4}
      actions={
        <CopyButton
          label={t('detail.stack.copy')}
          text={() => framesAsText(thread, platform)}
        />
      }
    >
      <StackTrace trace={thread} label={title} />
    </Section>
  );
}

/** Exceptions, each followed by the one that caused it. */
function ExceptionChain(props: {
  exceptions: SentryException[];
  omitted?: number;
  /** What stands above already: the first does not tell it again. */
  told?: string;
}) {
  const { exceptions, omitted = 0, told } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  return (
    <ol className={styles.chain} aria-label={t('detail.stack.chain')}>
      {exceptions.map((exception, index) => (
        <li key={index} className={styles.exception}>
          {index > 0 && <QuietText>{t('detail.stack.causedBy')}</QuietText>}
          <ExceptionBody
            exception={exception}
            isTold={index === 0 && exception.value === told}
          />
        </li>
      ))}
      {omitted > 0 && (
        <li>
          <QuietText>
            {t('detail.stack.causesOmitted', {
              count: omitted,
              number: formats.number(omitted),
            })}
          </QuietText>
        </li>
      )}
    </ol>
  );
}

function ExceptionBody(props: {
  exception: SentryException;
  /** Whether its message stands above. */
  isTold: boolean;
}) {
  const { exception, isTold } = props;
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
      {value && !isTold && (
        <p className={styles.value}>
          <bdi>{value}</bdi>
        </p>
      )}
      {frames.length > 0 ? (
        <StackTrace
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

/** The calls that led somewhere, the newest first, those of libraries folded. */
function StackTrace(props: { trace: SentryStackTrace; label: string }) {
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
            <StackFrame key={index} frame={frame} />
          ))}
        </ol>
      )}
    </li>
  );
}
