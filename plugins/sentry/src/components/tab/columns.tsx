import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import type {
  SentryAssignee,
  SentryIssue,
  SentryIssuePriority,
  SentryIssueSort,
} from 'backstage-plugin-sentry-common';
import { type ReactNode, useMemo } from 'react';
import type { Capabilities } from '../../data/projects';
import { useFormats } from '../../formats';
import { type SentryIssueColumn, sentryIssueColumns } from '../../issueColumns';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { ComponentLink, componentName } from '../ui/ComponentLinks';
import { useComponentsOf } from '../ui/IssueContext';
import { IssueSummary } from '../ui/IssueSummary';
import {
  ArrowDownIcon,
  ArrowUpIcon,
  EqualIcon,
  PeopleIcon,
  PersonIcon,
} from '../ui/icons';
import {
  CompactNumber,
  Nothing,
  QuietText,
  RelativeTime,
} from '../ui/primitives';
import { Sparkline } from '../ui/Sparkline';
import styles from './IssuesTable.module.css';

/** The columns that Sentry sorts by, largest or latest first. */
export const sortOfColumn: Partial<Record<SentryIssueColumn, SentryIssueSort>> =
  {
    trend: 'trends',
    events: 'freq',
    users: 'user',
    firstSeen: 'new',
    lastSeen: 'date',
  };

interface IssueColumn {
  /** In CSS pixels, with padding. */
  minWidth: number;
  isNumeric?: boolean;
  content: (issue: SentryIssue) => ReactNode;
}

export const columnOf: Record<SentryIssueColumn, IssueColumn> = {
  issue: {
    minWidth: 240,
    content: issue => <IssueSummary issue={issue} />,
  },
  component: {
    minWidth: 136,
    content: issue => <ComponentCell issue={issue} />,
  },
  trend: {
    minWidth: 104,
    content: issue => issue.trend && <Sparkline trend={issue.trend} />,
  },
  events: {
    minWidth: 84,
    isNumeric: true,
    content: issue => <CompactNumber value={issue.count} />,
  },
  users: {
    minWidth: 92,
    isNumeric: true,
    content: ({ userCount }) =>
      userCount !== undefined && <CompactNumber value={userCount} />,
  },
  firstSeen: {
    minWidth: 112,
    content: issue => (
      <RelativeTime value={issue.lifetime?.firstSeen ?? issue.firstSeen} />
    ),
  },
  lastSeen: {
    minWidth: 112,
    content: issue => <RelativeTime value={issue.lastSeen} />,
  },
  priority: {
    minWidth: 92,
    content: issue => <PriorityCell priority={issue.priority} />,
  },
  assignee: {
    minWidth: 112,
    content: issue => <AssigneeCell assignee={issue.assignee} />,
  },
  project: {
    minWidth: 104,
    content: issue => (
      <span className={styles.name} title={issue.project.name}>
        {issue.project.slug}
      </span>
    ),
  },
};

/** Shown where none are configured. */
const usualColumns = sentryIssueColumns.filter(name => name !== 'firstSeen');

/** Of the column of checkboxes, in CSS pixels. */
const selectWidth = 40;

function minWidthOf(names: readonly SentryIssueColumn[]): number {
  return names.reduce(
    (sum, name) => sum + columnOf[name].minWidth,
    selectWidth,
  );
}

/** Of the table's width, the least that is the issue's. */
const issueShare = 0.45;

/** Left out first where the issue would have too little room. */
const leastNeeded: SentryIssueColumn[] = ['priority', 'assignee', 'trend'];

/**
 * The configured columns, else as many of all as fit; without those that have nothing to
 * show here.
 */
export function useShownColumns(options: {
  columns?: readonly SentryIssueColumn[];
  capabilities: Capabilities;
  isAggregate: boolean;
  hasManyProjects: boolean;
  /** Of the table, in CSS pixels; undefined where all fit. */
  width: number | undefined;
}): SentryIssueColumn[] {
  const { columns, isAggregate, hasManyProjects, width } = options;
  const { issueTrend, users } = options.capabilities;
  const useful = useMemo(
    () =>
      (columns ?? usualColumns).filter(
        name =>
          (name !== 'project' || hasManyProjects || isAggregate) &&
          // The column of the entity names the project, too, where the names differ.
          (name !== 'project' || !isAggregate || columns) &&
          (name !== 'component' || isAggregate) &&
          (name !== 'trend' || issueTrend) &&
          (name !== 'users' || users),
      ),
    [columns, isAggregate, hasManyProjects, issueTrend, users],
  );
  const fitting = columns ? useful : fitInto(useful, width);
  // The same list as long as the same columns fit.
  const names = fitting.join();
  return useMemo(
    () => useful.filter(name => names.split(',').includes(name)),
    [useful, names],
  );
}

function fitInto(
  all: SentryIssueColumn[],
  width = Infinity,
): SentryIssueColumn[] {
  const issueWidth = Math.max(columnOf.issue.minWidth, width * issueShare);
  const fits = (names: SentryIssueColumn[]) =>
    minWidthOf(names) - columnOf.issue.minWidth + issueWidth <= width;
  return leastNeeded.reduce(
    (shown, name) => (fits(shown) ? shown : shown.filter(one => one !== name)),
    all,
  );
}

export function AssigneeCell(props: { assignee: SentryAssignee | undefined }) {
  const { assignee } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  if (!assignee) {
    return <Nothing label={t('table.nobody')} />;
  }
  const isTeam = assignee.type === 'team';
  const Icon = isTeam ? PeopleIcon : PersonIcon;
  return (
    <span className={styles.iconText} title={assignee.name}>
      <Icon size={16} aria-hidden />
      <span className={styles.name} aria-hidden={isTeam}>
        {assignee.name}
      </span>
      {isTeam && (
        <VisuallyHidden>
          {t('table.team', { name: assignee.name })}
        </VisuallyHidden>
      )}
    </span>
  );
}

const iconOf = {
  high: <ArrowUpIcon size={16} aria-hidden />,
  medium: <EqualIcon size={16} aria-hidden />,
  low: <ArrowDownIcon size={16} aria-hidden />,
};

export function PriorityCell(props: {
  priority: SentryIssuePriority | undefined;
}) {
  const { priority } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { t: tBase } = useTranslationRef(sentryTranslationRef);
  if (!priority || !(priority in iconOf)) {
    return <Nothing label={t('table.none')} />;
  }
  return (
    <span className={styles.iconText} data-priority={priority}>
      {iconOf[priority]}
      {tBase(`issue.priority.${priority}`)}
    </span>
  );
}

/** More entities than this don't fit a row. */
const mostShown = 2;

/** The entities of an issue, and its project where that has another name. */
function ComponentCell(props: { issue: SentryIssue }) {
  const { issue } = props;
  const components = useComponentsOf(issue);
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const shown =
    components.length > mostShown ? components.slice(0, 1) : components;
  const rest = components.slice(shown.length);
  const { slug, name } = issue.project;
  const isSameName = components.some(
    component =>
      componentName(component) === name || component.ref.endsWith(`/${slug}`),
  );

  return (
    <div className={styles.components}>
      {shown.map(component => (
        <ComponentLink key={component.ref} component={component} />
      ))}
      {rest.length > 0 && (
        <QuietText
          variant="body-x-small"
          title={formats.list(rest.map(componentName))}
        >
          {t('table.more', {
            count: rest.length,
            number: formats.number(rest.length),
          })}
        </QuietText>
      )}
      {!isSameName && (
        <QuietText title={name} truncate>
          {slug}
        </QuietText>
      )}
    </div>
  );
}
