import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { useState } from 'react';
import {
  type IssuePlace,
  useIssueActivity,
  useIssueAnalysis,
  useIssueLinks,
} from '../../data/issueParts';
import type { Answer } from '../../data/useAnswer';
import { useSeen } from '../../hooks';
import type { IssueAddress } from '../../issueUrl/address';
import { ActivitySection } from './ActivitySection';
import { AnalysisSection } from './AnalysisSection';
import styles from './IssueBody.module.css';
import { IssueLinks } from './IssueLinks';

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
  const links = useIssueLinks(place, isSeen);
  const analysis = useIssueAnalysis(place, isSeen);
  // Each is shown once what is above it is settled, so that nothing moves.
  const isActivityKnown = isSettled(activity);
  const areLinksKnown = isActivityKnown && isSettled(links);

  return (
    <div ref={setElement} className={styles.extras}>
      <ActivitySection issue={issue} activity={activity} />
      {isActivityKnown && links.data && <IssueLinks links={links.data} />}
      {areLinksKnown && <AnalysisSection issue={issue} analysis={analysis} />}
    </div>
  );
}

/** Links and analysis that can't be read are absent: few servers have all of them. */
function isSettled({ data, error }: Answer<object>): boolean {
  return data !== undefined || error !== undefined;
}
