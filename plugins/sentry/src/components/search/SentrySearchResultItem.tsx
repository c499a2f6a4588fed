import { Link } from '@backstage/ui';
import ListItemIcon from '@material-ui/core/ListItemIcon';
import type { BaseSearchResultListItemProps } from '@backstage/plugin-search-react/alpha';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { Fragment } from 'react';
import { useEntityHref } from '../../issueUrl/links';
import { themed, useThemeBridge } from '../../theme/useThemeBridge';
import { LevelMark } from '../ui/IssueSummary';
import { QuietText } from '../ui/primitives';
import styles from './SentrySearchResultItem.module.css';

/** What the documents of the search module have beside title, text and location. */
interface SearchedIssue {
  title: string;
  location: string;
  entityRef: string;
  entityTitle: string;
  /** Empty for the Sentry page of an entity. */
  issueId: string;
  /** Empty where it is clear. */
  issueProject: string;
  level: SentryIssue['level'];
  project: string;
}

/** An issue among the results of a search: what happened, and where. */
export function SentrySearchResultItem(props: BaseSearchResultListItemProps) {
  useThemeBridge();
  const tabHref = useEntityHref().tab;
  // The extension takes no results of other types.
  const result = props.result as SearchedIssue | undefined;
  if (!result) {
    return null;
  }
  const { title, entityRef, issueId, issueProject } = result;
  const issue = issueId
    ? { issueId, project: issueProject || undefined }
    : undefined;
  const facts = issue
    ? [...new Set([result.entityTitle, result.project, issueId])]
    : [];
  return (
    <div className={styles.item} {...themed}>
      {props.icon && <ListItemIcon>{props.icon}</ListItemIcon>}
      {issue && <LevelMark level={result.level} />}
      <div className={styles.lines}>
        <Link
          noTrack
          // The index does not know where this app has the tab.
          href={tabHref(entityRef, {}, issue) ?? result.location}
          title={title}
          color="primary"
          weight="bold"
          standalone
        >
          <span dir="auto">{title}</span>
        </Link>
        {facts.length > 0 && (
          <QuietText>
            {facts.map((fact, index) => (
              <Fragment key={fact}>
                {index > 0 && ' · '}
                <bdi>{fact}</bdi>
              </Fragment>
            ))}
          </QuietText>
        )}
      </div>
    </div>
  );
}
