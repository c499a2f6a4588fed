import { VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import type { SentryAnswerMeta } from 'backstage-plugin-sentry-common';
import { type ReactNode, useEffect, useState } from 'react';
import type { Answer } from '../../data/useAnswer';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { useSentryEntity } from '../../sentryEntity';
import { AnswerNotices, FailureNotice } from '../ui/AnswerNotices';
import { OfOneIdentity } from '../ui/KeepFocus';
import { ProblemPanel } from '../ui/ProblemPanel';
import { Skeleton } from '../ui/primitives';
import styles from './monitoring.module.css';

interface SeenCardProps<T> {
  title: string;
  /** Asks for what is shown; undefined asks for nothing. */
  useAnswerOf: (entityRef: string | undefined) => Answer<T>;
  /** What to show of an answer that is not empty for lack of a server. */
  children: (answer: T) => ReactNode;
}

/**
 * A card of an entity that asks for its answer once it is in view. Nothing for an entity
 * without a project, and where no server can be asked.
 */
export function SeenCard<T extends SentryAnswerMeta & { supported: boolean }>(
  props: SeenCardProps<T>,
) {
  const { entityRef, missing } = useSentryEntity();
  if (missing) {
    return null;
  }
  return (
    <OfOneIdentity label={props.title} of={entityRef}>
      <CardOfEntity entityRef={entityRef} {...props} />
    </OfOneIdentity>
  );
}

function CardOfEntity<T extends SentryAnswerMeta & { supported: boolean }>(
  props: SeenCardProps<T> & { entityRef: string },
) {
  const { entityRef, title, useAnswerOf, children } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const [element, setElement] = useState<HTMLElement | null>(null);
  const isSeen = useIsSeen(element);
  const answer = useAnswerOf(isSeen ? entityRef : undefined);
  const { data, error, isPending, reload } = answer;
  const retry = { onRetry: reload, isRetrying: isPending };
  if (data && !data.supported && data.problems.length === 0) {
    return null;
  }
  return (
    <EntityInfoCard title={title}>
      <div ref={setElement} className={styles.body} aria-busy={isPending}>
        {error && !data && <ProblemPanel {...retry} error={error} isShort />}
        {error && data && (
          <FailureNotice {...retry} error={error} since={data.fetchedAt} />
        )}
        {data && !error && (
          <AnswerNotices
            {...retry}
            answer={data}
            partial={t('monitoring.partial')}
          />
        )}
        {data?.supported && children(data)}
        {!data && !error && (
          <>
            <VisuallyHidden role="status">
              {t('monitoring.loading')}
            </VisuallyHidden>
            <div className={styles.skeleton} aria-hidden>
              <Skeleton width="60%" height={14} />
              <Skeleton width="40%" height={12} />
            </div>
          </>
        )}
      </div>
    </EntityInfoCard>
  );
}

/** Whether an element was in view, or close to it, since it is there. */
function useIsSeen(element: HTMLElement | null): boolean {
  const [isSeen, setSeen] = useState(
    typeof IntersectionObserver === 'undefined',
  );
  useEffect(() => {
    if (isSeen || !element) {
      return undefined;
    }
    const observer = new IntersectionObserver(
      entries => setSeen(entries.some(entry => entry.isIntersecting)),
      { rootMargin: '100px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [element, isSeen]);
  return isSeen;
}
