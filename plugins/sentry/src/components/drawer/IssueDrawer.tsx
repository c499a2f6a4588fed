import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import type {
  SentryIssue,
  SentryIssueDetail,
} from 'backstage-plugin-sentry-common';
import { useEffect, useMemo } from 'react';
import { useCaptureAct } from '../../analytics';
import { patchDetail } from '../../data/changes';
import { useIssueDetail } from '../../data/issue';
import { useProjects } from '../../data/answers';
import { serverName } from '../../data/projects';
import { type IssueAddress, isIssue } from '../../issueUrl/address';
import type { OpenIssue } from '../../issueUrl/useOpenIssue';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { targetOf } from '../../triage/acts';
import { useTriage } from '../../triage/Triage';
import { FailureNotice } from '../ui/AnswerNotices';
import { KeepFocus } from '../ui/KeepFocus';
import { Drawer } from './Drawer';
import { IssueBody } from './IssueBody';
import styles from './IssueDrawer.module.css';
import { IssueFields } from './IssueFields';
import {
  IssueBar,
  type IssueStepper,
  IssueTitle,
  useIssueStepper,
} from './IssueHeader';
import { IssueNews } from './IssueNews';
import { IssueProblem } from './IssueProblem';

/** What {@link IssueDrawer} shows. */
export interface IssueDrawerProps {
  /** Undefined where only the reference is known. */
  entity: Entity | undefined;
  entityRef: string;
  address: IssueAddress;
  /** Position or id of the event that the URL asks for. */
  event: string | undefined;
  /** Whether that is no valid position or id. */
  isEventUnknown: boolean;
  environment: string[] | undefined;
  /** The list's page: what to step along, and what is known before the issue loads. */
  issues: SentryIssue[];
  /** The period that the list counts in, such as `14d`; undefined if it has none. */
  statsPeriod: string | undefined;
  /** Whether the server counts affected users. */
  withUsers: boolean;
  navigation: Pick<OpenIssue, 'open' | 'showEvent' | 'close'>;
}

/** An issue, in a drawer over the list that it was opened from. */
export function IssueDrawer(props: IssueDrawerProps) {
  const { address, issues, navigation } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const known = issues.find(issue => isIssue(issue, address));
  const stepper = useIssueStepper({
    issues,
    address,
    onOpen: navigation.open,
  });

  return (
    <Drawer
      title={known?.title ?? t('detail.title', { id: address.issueId })}
      onClose={navigation.close}
      onKeyDown={stepper.onKeyDown}
    >
      {/* The key resets all state from one issue to the next. */}
      <IssueContent
        key={JSON.stringify(address)}
        {...props}
        known={known}
        stepper={stepper}
      />
    </Drawer>
  );
}

function IssueContent(
  props: IssueDrawerProps & {
    known: SentryIssue | undefined;
    stepper: IssueStepper;
  },
) {
  const { entity, entityRef, address, known, navigation } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const triage = useTriage();
  const { issue, event } = useIssueDetail({
    entityRef,
    ...address,
    event: props.event,
    environment: props.environment,
    statsPeriod: props.statsPeriod,
  });
  const { error, isPending } = issue;
  const data = useTriagedDetail(issue.data);
  const shown = data?.issue ?? known;
  const shortId = shown?.shortId ?? address.issueId;
  const name = t('detail.title', { id: shortId });
  const server = useServerName(entityRef, shown);
  const problem = { onRetry: issue.reload, isRetrying: isPending };

  const capture = useCaptureAct();
  useEffect(() => capture('open', 'issue'), [capture]);

  return (
    <div className={styles.page} aria-busy={isPending}>
      <IssueBar
        shortId={shortId}
        href={data?.links.sentry ?? shown?.permalink}
        server={server}
        stepper={props.stepper}
        onClose={navigation.close}
      />
      <header className={styles.header}>
        <IssueTitle name={name} issue={shown} />
        {shown ? (
          <IssueFields
            issue={shown}
            detail={data}
            entity={entity}
            server={server}
          />
        ) : (
          <div className={styles.fieldsToCome} />
        )}
      </header>
      <KeepFocus label={name} className={styles.body}>
        <VisuallyHidden role="status">
          {isPending && !data ? t('detail.loading') : ''}
        </VisuallyHidden>
        {error && shown && <FailureNotice error={error} {...problem} />}
        {error && !shown ? (
          <IssueProblem error={error} entity={entity} {...problem} />
        ) : (
          <IssueBody
            {...props}
            server={server}
            detail={data}
            isPending={isPending}
            loadedEvent={event}
            onShowEvent={position => {
              capture('open', 'event');
              navigation.showEvent(position);
            }}
            onRetry={issue.reload}
          />
        )}
      </KeepFocus>
      {triage && shown && <IssueNews triage={triage} issue={shown} />}
    </div>
  );
}

/** The detail with the changes of the issue that Sentry has not answered yet. */
function useTriagedDetail(
  detail: SentryIssueDetail | undefined,
): SentryIssueDetail | undefined {
  const triage = useTriage();
  return useMemo(
    () =>
      detail && triage
        ? patchDetail(detail, triage.patchOf(detail.issue))
        : detail,
    [detail, triage],
  );
}

/** What the server of an issue is called. */
function useServerName(
  entityRef: string,
  issue: SentryIssue | undefined,
): string {
  const triage = useTriage();
  const server = issue && targetOf(triage?.advice, issue)?.server;
  // Where nothing may be changed, the advice doesn't say.
  const isNeeded = !server && (!triage || triage.isSettled);
  const { data } = useProjects({ entityRef }, isNeeded);
  const limit = data?.capabilities?.limitedBy.find(
    ({ instance }) => instance === issue?.project.instance,
  );
  return serverName(server ?? limit?.server);
}
