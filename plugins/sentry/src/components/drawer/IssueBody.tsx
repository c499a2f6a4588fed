import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SentryIssue,
  SentryIssueDetail,
} from 'backstage-plugin-sentry-common';
import { useState } from 'react';
import { SentryProblemException } from '../../api/errors';
import type { IssueDetail } from '../../data/issue';
import { useElementWidth } from '../../hooks';
import type { IssueAddress } from '../../issueUrl/address';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { useTriage } from '../../triage/Triage';
import { AnswerNotices } from '../ui/AnswerNotices';
import { Skeleton } from '../ui/primitives';
import { EventSection } from './EventSection';
import styles from './IssueBody.module.css';
import { IssueExtras } from './IssueExtras';
import { IssueFigures } from './IssueFigures';
import { IssueTies } from './IssueTies';
import { TagList } from './TagList';
import { TrendChart } from './TrendChart';

/** Below this width, in pixels, the stack trace comes before the charts. */
const narrow = 720;

/** What the drawer shows below the issue's title, whole or as far as it is known. */
export function IssueBody(props: {
  entity: Entity | undefined;
  entityRef: string;
  address: IssueAddress;
  environment: string[] | undefined;
  statsPeriod: string | undefined;
  withUsers: boolean;
  server: string;
  /** Undefined while it is loading, and where it can't be loaded. */
  detail: SentryIssueDetail | undefined;
  isPending: boolean;
  /** The issue as the list has it, counted within its period. */
  known: SentryIssue | undefined;
  loadedEvent: IssueDetail['event'];
  /** Position or id of the event that the URL asks for. */
  event: string | undefined;
  isEventUnknown: boolean;
  onShowEvent: (event: string | undefined) => void;
  onRetry: () => void;
}) {
  const { detail, known, loadedEvent, isPending } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const [body, setBody] = useState<HTMLElement | null>(null);
  const isNarrow = (useElementWidth(body) ?? narrow) < narrow;
  const problems = useUnshownProblems(detail);
  const issue = detail?.issue ?? known;

  const overview = (
    <>
      <div className={styles.overview}>
        {issue && (detail || issue.lifetime) ? (
          <IssueFigures
            issue={issue}
            inPeriod={issue.lifetime ? issue : known}
            statsPeriod={props.statsPeriod}
            withUsers={props.withUsers}
            firstRelease={detail?.firstRelease}
            lastRelease={detail?.lastRelease}
          />
        ) : (
          <Placeholder isPending={isPending} height={148} />
        )}
        {detail ? (
          <Trends detail={detail} event={loadedEvent} />
        ) : (
          <Placeholder isPending={isPending} height={148} />
        )}
      </div>
      {detail && <IssueTies detail={detail} />}
    </>
  );
  const event = detail ? (
    <EventSection
      entity={props.entity}
      detail={detail}
      event={loadedEvent}
      server={props.server}
      position={props.event}
      isInvalid={props.isEventUnknown}
      onShow={props.onShowEvent}
    />
  ) : (
    <Placeholder isPending={isPending} height={560} />
  );

  return (
    <div ref={setBody} className={styles.body}>
      {detail && (
        <AnswerNotices
          answer={{ ...detail, problems }}
          partial={t('detail.partial')}
          onRetry={props.onRetry}
          isRetrying={isPending}
        />
      )}
      {!isNarrow && overview}
      {event}
      {/* What is below the event would move as long as that is loading. */}
      {isNarrow && (detail || !isPending) && overview}
      {detail && (
        <TagList tags={detail.tags} ofEvent={loadedEvent.data?.tags} />
      )}
      {detail && (
        <IssueExtras
          entityRef={props.entityRef}
          address={props.address}
          environment={props.environment}
          issue={detail.issue}
        />
      )}
    </div>
  );
}

function Placeholder(props: { isPending: boolean; height: number }) {
  return props.isPending ? (
    <Skeleton width="100%" height={props.height} aria-hidden />
  ) : null;
}

/** Events of the last day and month, with the releases of the issue. */
function Trends(props: {
  detail: SentryIssueDetail;
  event: IssueDetail['event'];
}) {
  const { trends, firstRelease, lastRelease } = props.detail;
  const { '24h': day, '30d': month } = trends;
  const releases = [firstRelease, props.event.data?.release, lastRelease];
  return (
    <div className={styles.trends}>
      {day && <TrendChart trend={day} releases={releases} />}
      {month && <TrendChart trend={month} releases={releases} />}
    </div>
  );
}

/** The answer's problems without those that the event's place or a failed change shows already. */
function useUnshownProblems(detail: SentryIssueDetail | undefined) {
  const { failures = [] } = useTriage() ?? {};
  const shown = [
    detail?.eventProblem,
    ...failures.map(({ error }) =>
      error instanceof SentryProblemException ? error.problem : undefined,
    ),
  ];
  return (detail?.problems ?? []).filter(
    ({ code, message }) =>
      !shown.some(one => one?.code === code && one.message === message),
  );
}
