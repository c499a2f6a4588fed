import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import type {
  SentryIssue,
  SentryIssueDetail,
} from 'backstage-plugin-sentry-common';
import { useMemo } from 'react';
import { useIssueDetail } from '../../data/issue';
import { type IssueAddress, isIssue } from '../../issueUrl/address';
import type { OpenIssue } from '../../issueUrl/useOpenIssue';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { useTriage } from '../../triage/Triage';
import { KeepFocus } from '../ui/KeepFocus';
import { Drawer } from './Drawer';
import { IssueBody } from './IssueBody';
import styles from './IssueDrawer.module.css';
import { IssueError } from './IssueError';
import { IssueSkeleton } from './IssueFigures';
import { IssueHeader, type IssueStepper, useIssueStepper } from './IssueHeader';
import { IssueTriage } from './IssueTriage';
import { patchDetail } from '../../data/changes';

/** What {@link IssueDrawer} shows. */
export interface IssueDrawerProps {
  entity: Entity;
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
  const data = useTriagedDetail(issue.data);
  const shown = data?.issue ?? known;

  return (
    <div className={styles.page} aria-busy={isPending}>
      <IssueHeader
        issueId={issueId}
        issue={shown}
        href={data?.links.sentry ?? shown?.permalink}
        stepper={stepper}
        onClose={navigation.close}
      >
        {shown && !error && <IssueActions issue={shown} />}
      </IssueHeader>
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
            {...props}
            detail={data}
            loadedEvent={event}
            onShowEvent={navigation.showEvent}
            onRetry={issue.reload}
            isRetrying={isPending}
          />
        )}
      </KeepFocus>
    </div>
  );
}

/** The buttons that change the issue; space for them until the viewer's permissions are known. */
function IssueActions({ issue }: { issue: SentryIssue }) {
  const triage = useTriage();
  if (!triage || (!triage.advice && triage.isSettled)) {
    return null;
  }
  return (
    <div className={styles.actions}>
      {triage.advice ? (
        <IssueTriage triage={triage} issue={issue} />
      ) : (
        <div className={styles.actionsToCome} aria-hidden />
      )}
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
