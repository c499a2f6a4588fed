import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SentryIssue,
  SentryIssueDetail,
  SentryProject,
  SentryReleaseRef,
} from 'backstage-plugin-sentry-common';
import { useMemo } from 'react';
import { SentryProblemException } from '../../api/errors';
import type { IssueDetail } from '../../data/issue';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { useTriage } from '../../triage/Triage';
import { AnswerNotices } from '../ui/AnswerNotices';
import { EventSection } from './EventSection';
import styles from './IssueBody.module.css';
import { IssueFacts } from './IssueFacts';
import { IssueFigures, IssueMessage } from './IssueFigures';
import { TagDistribution } from './TagDistribution';
import { TrendChart } from './TrendChart';
import { useReleases } from '../../data/answers';

/** Everything about an issue: how bad it is, since when and for whom, then where it happens. */
export function IssueBody(props: {
  entity: Entity;
  entityRef: string;
  environment: string[] | undefined;
  statsPeriod: string | undefined;
  withUsers: boolean;
  detail: SentryIssueDetail;
  /** The issue as the list has it, counted within its period. */
  known: SentryIssue | undefined;
  loadedEvent: IssueDetail['event'];
  /** Position or id of the event that the URL asks for. */
  event: string | undefined;
  isEventUnknown: boolean;
  onShowEvent: (event: string | undefined) => void;
  onRetry: () => void;
  isRetrying: boolean;
}) {
  const { detail, known, loadedEvent } = props;
  const { issue, firstRelease, lastRelease } = detail;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { '24h': day, '30d': month } = detail.trends;
  const all = useReleasesOf(props.entityRef, issue.project, props.environment);
  const releases = [
    firstRelease,
    loadedEvent.data?.release,
    lastRelease,
    ...all,
  ];
  const problems = useUnshownProblems(detail);

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
          inPeriod={issue.lifetime ? issue : known}
          statsPeriod={props.statsPeriod}
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
      <IssueFacts detail={detail} />
      <EventSection
        entity={props.entity}
        detail={detail}
        event={loadedEvent}
        position={props.event}
        isInvalid={props.isEventUnknown}
        onShow={props.onShowEvent}
      />
      <TagDistribution tags={detail.tags} />
    </>
  );
}

/** The answer's problems without those that the event's place or a failed change shows already. */
function useUnshownProblems({ problems, eventProblem }: SentryIssueDetail) {
  const { failures = [] } = useTriage() ?? {};
  const shown = [
    eventProblem,
    ...failures.map(({ error }) =>
      error instanceof SentryProblemException ? error.problem : undefined,
    ),
  ];
  return problems.filter(
    ({ code, message }) =>
      !shown.some(one => one?.code === code && one.message === message),
  );
}

const none: SentryReleaseRef[] = [];

/** The newest releases of a project, dated by when they went out; none while they are unknown. */
function useReleasesOf(
  entityRef: string,
  project: SentryProject,
  environment: string[] | undefined,
): SentryReleaseRef[] {
  const { instance, organization, slug } = project;
  const { data } = useReleases(entityRef, environment);
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
