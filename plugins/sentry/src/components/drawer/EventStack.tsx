import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryEvent, SentryThread } from 'backstage-plugin-sentry-common';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { CopyButton } from '../ui/CopyButton';
import { Section } from './Section';
import { ExceptionChain } from './ExceptionChain';
import { exceptionsAsText, framesAsText } from './stackAsText';
import { StackTrace } from './StackTrace';

/** Where it happened: the exceptions, or the threads where there is none. */
export function EventStack(props: {
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
