import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import type {
  SentryIssue,
  SentryIssueDetail,
} from 'backstage-plugin-sentry-common';
import { useEffect, useRef, useMemo } from 'react';
import { type IssueAddress, isIssue } from '../../issueUrl/address';
import { useIssueDetail } from '../../data/issue';
import type { OpenIssue } from '../../issueUrl/useOpenIssue';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { Triage, useTriage } from '../../triage/TriageContext';
import { Drawer } from './Drawer';
import { KeepFocus } from '../ui/KeepFocus';
import { IssueTriage } from './IssueTriage';
import { IssueBody, IssueSkeleton } from './IssueBody';
import styles from './IssueDrawer.module.css';
import { IssueHeader, IssueStepper, useIssueStepper } from './IssueHeader';
import { IssueError } from './IssueError';
import type { Resource } from '../../data/useResource';
import { useLoadedAt } from '../../triage/useLoadedAt';
import { useRefreshAfterChange } from '../../triage/useRefreshAfterChange';

/** What {@link IssueDrawer} shows. */
export interface IssueDrawerProps {
  entity: Entity;
  entityRef: string;
  /** Which issue. */
  address: IssueAddress;
  /** Position or id of the event to look at. */
  event: string | undefined;
  /** Whether the URL asks for an event by what could be none. */
  isEventUnknown: boolean;
  environment: string[] | undefined;
  /** The page of the list beside it: what to step along, and what is known already. */
  issues: SentryIssue[];
  /** The window that the list counts in, such as `14d`; undefined where it has none. */
  statsPeriod: string | undefined;
  /** Whether it is known how many users were hit. */
  withUsers: boolean;
  navigation: Pick<OpenIssue, 'open' | 'showEvent' | 'close'>;
}

/** An issue beside the list that it was opened from. */
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
      {/* Nothing of one issue may be seen on another. */}
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
  const { entity, entityRef, address, known, stepper, navigation } = props;
  const { issueId } = address;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { issue, event } = useIssueDetail({
    entityRef,
    ...address,
    event: props.event,
    environment: props.environment,
    statsPeriod: props.statsPeriod,
  });
  const { error, isPending } = issue;
  const data = useTriagedDetail(issue);
  const triage = useTriage();
  const shown = data?.issue ?? known;
  const heading = useRef<HTMLHeadingElement>(null);

  // A step to another issue is a new page to the keyboard and to the ear.
  useEffect(() => heading.current?.focus(), []);

  return (
    <div className={styles.page} aria-busy={isPending}>
      <IssueHeader
        headingRef={heading}
        issueId={issueId}
        issue={shown}
        href={data?.links.sentry ?? shown?.permalink}
        stepper={stepper}
        onClose={navigation.close}
        actions={triage && shown && !error && actionsOn(shown, triage)}
      />
      <KeepFocus
        label={t('detail.title', { id: shown?.shortId ?? issueId })}
        className={styles.body}
      >
        <VisuallyHidden role="status">
          {isPending && !data ? t('detail.loading') : ''}
        </VisuallyHidden>
        {error && (
          <IssueError
            error={error}
            entity={entity}
            onRetry={issue.reload}
            isRetrying={isPending}
          />
        )}
        {!error && !data && (
          <IssueSkeleton
            issue={known}
            statsPeriod={props.statsPeriod}
            withUsers={props.withUsers}
          />
        )}
        {!error && data && (
          <IssueBody
            entity={entity}
            entityRef={entityRef}
            environment={props.environment}
            detail={data}
            known={known}
            statsPeriod={props.statsPeriod}
            withUsers={props.withUsers}
            event={event}
            position={props.event}
            isEventUnknown={props.isEventUnknown}
            onShowEvent={navigation.showEvent}
            onRetry={issue.reload}
            isRetrying={isPending}
          />
        )}
      </KeepFocus>
    </div>
  );
}

/** What can be done to the issue; its room until that is known. */
function actionsOn(issue: SentryIssue, triage: Triage) {
  if (triage.advice) {
    return <IssueTriage triage={triage} issue={issue} />;
  }
  return (
    !triage.isSettled && <div className={styles.actionsToCome} aria-hidden />
  );
}

/** The detail with what was changed of the issue since, and asked for anew after it. */
export function useTriagedDetail(
  detail: Resource<SentryIssueDetail>,
): SentryIssueDetail | undefined {
  const { data } = detail;
  const triage = useTriage();
  const loadedAt = useLoadedAt(data);
  useRefreshAfterChange(detail);

  return useMemo(() => {
    if (!data || !triage) {
      return data;
    }
    const { statusDetails = data.statusDetails, ...patch } = triage.patchOf(
      data.issue,
      loadedAt,
    );
    return { ...data, statusDetails, issue: { ...data.issue, ...patch } };
  }, [data, triage, loadedAt]);
}
