import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef, useApi } from '@backstage/frontend-plugin-api';
import type {
  SentryIssue,
  SentryIssueDetail,
  SentryProject,
  SentryReleaseRef,
} from 'backstage-plugin-sentry-common';
import { useMemo, useCallback } from 'react';
import { SentryProblemException } from '../../api/errors';
import type { IssueDetail } from '../../data/issue';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { useTriage } from '../../triage/TriageContext';
import { AnswerNotices } from '../ui/AnswerNotices';
import { EventSection } from './EventSection';
import { TagDistribution } from './TagDistribution';
import { TrendChart } from './TrendChart';
import {
  IssueFacts,
  IssueFigures,
  IssueMessage,
  messageOf,
} from './IssueFacts';
import styles from './IssueBody.module.css';
import { IssueTies } from './IssueTies';
import { sentryApiRef } from '../../api/SentryApi';
import { useResource } from '../../data/useResource';
import { Skeleton } from '../ui/primitives';

/** Everything about an issue: how bad it is, since when and for whom, then where it happens. */
export function IssueBody(props: {
  entity: Entity;
  entityRef: string;
  detail: SentryIssueDetail;
  /** The issue as the list has it, which counts within its window. */
  known: SentryIssue | undefined;
  statsPeriod: string | undefined;
  withUsers: boolean;
  event: IssueDetail['event'];
  position: string | undefined;
  /** Whether the URL asks for an event by what could be none. */
  isEventUnknown: boolean;
  onShowEvent: (event: string | undefined) => void;
  onRetry: () => void;
  isRetrying: boolean;
  environment: string[] | undefined;
}) {
  const { entity, detail, known, statsPeriod, event, position } = props;
  const { issue, firstRelease, lastRelease, tags, eventProblem } = detail;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { '24h': day, '30d': month } = detail.trends;
  const all = useReleasesOf(props.entityRef, issue.project, props.environment);
  const releases = [firstRelease, event.data?.release, lastRelease, ...all];
  const problem = useMemo(
    () => eventProblem && new SentryProblemException(eventProblem),
    [eventProblem],
  );
  const { failures = [] } = useTriage() ?? {};
  // In the place of the event, and above, of a change that failed for the same reason.
  const told = [
    eventProblem,
    ...failures.map(({ error }) =>
      error instanceof SentryProblemException ? error.problem : undefined,
    ),
  ];
  const problems = detail.problems.filter(
    ({ code, message }) =>
      !told.some(one => one?.code === code && one.message === message),
  );

  return (
    <>
      <AnswerNotices
        answer={{ ...detail, problems }}
        partial={t('detail.partial')}
        onRetry={props.onRetry}
        isRetrying={props.isRetrying}
      />
      <IssueMessage issue={issue} />
      <div className={styles.overview}>
        <IssueFigures
          issue={issue}
          inWindow={issue.lifetime ? issue : known}
          statsPeriod={statsPeriod}
          withUsers={props.withUsers}
          firstRelease={firstRelease}
          lastRelease={lastRelease}
        />
        {(day || month) && (
          <div className={styles.trends}>
            {day && <TrendChart trend={day} releases={releases} />}
            {month && <TrendChart trend={month} releases={releases} />}
          </div>
        )}
      </div>
      <div className={styles.context}>
        <IssueFacts detail={detail} />
        <IssueTies detail={detail} />
      </div>
      <EventSection
        entity={entity}
        event={event}
        position={position}
        positions={detail.eventPositions}
        problem={problem}
        told={messageOf(issue)}
        isUnknown={props.isEventUnknown}
        onShow={props.onShowEvent}
      />
      <TagDistribution tags={tags} />
    </>
  );
}

const none: SentryReleaseRef[] = [];

/**
 * The newest releases of a project, the newest first, each by when it went out; none
 * where they can't be had.
 */
function useReleasesOf(
  entityRef: string,
  project: SentryProject,
  environment: string[] | undefined,
): SentryReleaseRef[] {
  const { instance, organization, slug } = project;
  const sentryApi = useApi(sentryApiRef);
  const { data } = useResource(
    useCallback(
      (signal: AbortSignal) =>
        sentryApi.getReleases(entityRef, { environment }, { signal }),
      [sentryApi, entityRef, environment],
    ),
  );
  return useMemo(
    () =>
      data?.items
        .filter(
          release =>
            release.instance === instance &&
            release.organization === organization &&
            release.projects.includes(slug),
        )
        .map(({ version, shortVersion, dateReleased, dateCreated }) => ({
          version,
          shortVersion,
          dateCreated: dateReleased ?? dateCreated,
        })) ?? none,
    [data, instance, organization, slug],
  );
}

/** Each part as high as what comes; what the list knows is there at once. */
export function IssueSkeleton(props: {
  issue: SentryIssue | undefined;
  statsPeriod: string | undefined;
  withUsers: boolean;
}) {
  const { issue, statsPeriod, withUsers } = props;
  return (
    <>
      {issue ? (
        <IssueMessage issue={issue} />
      ) : (
        <div className={styles.message} aria-hidden>
          <Skeleton width="70%" height={20} />
          <Skeleton width="40%" height={16} />
        </div>
      )}
      <div className={styles.overview}>
        {issue?.lifetime ? (
          <IssueFigures
            issue={issue}
            inWindow={issue}
            statsPeriod={statsPeriod}
            withUsers={withUsers}
          />
        ) : (
          <div className={styles.figures} aria-hidden>
            {[0, 1, 2, 3].map(index => (
              <div className={styles.figure} key={index}>
                <Skeleton width="50%" height={14} />
                <Skeleton width="40%" height={20} />
                <Skeleton width="70%" height={12} />
              </div>
            ))}
          </div>
        )}
        <div className={styles.trends} aria-hidden>
          <Skeleton width="100%" height={140} />
          <Skeleton width="100%" height={140} />
        </div>
      </div>
      <Skeleton width="100%" height={60} aria-hidden />
      <Skeleton width="100%" height={420} aria-hidden />
      <Skeleton width="100%" height={140} aria-hidden />
    </>
  );
}
