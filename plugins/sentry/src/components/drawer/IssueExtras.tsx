import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { useState } from 'react';
import { type IssuePlace, useIssueActivity } from '../../data/issueParts';
import { useSeen } from '../../hooks';
import type { IssueAddress } from '../../issueUrl/address';
import { ActivitySection } from './ActivitySection';
import styles from './IssueBody.module.css';

/** What the end of the drawer shows: asked for once that is in view. */
export function IssueExtras(props: {
  entityRef: string;
  address: IssueAddress;
  environment: string[] | undefined;
  issue: SentryIssue;
}) {
  const { entityRef, address, environment, issue } = props;
  const [element, setElement] = useState<HTMLElement | null>(null);
  const isSeen = useSeen(element);
  const place: IssuePlace = {
    entityRef,
    issueId: address.issueId,
    query: {
      environment,
      project: address.project ? [address.project] : undefined,
    },
  };
  const activity = useIssueActivity(place, isSeen);

  return (
    <div ref={setElement} className={styles.extras}>
      <ActivitySection issue={issue} activity={activity} />
    </div>
  );
}
