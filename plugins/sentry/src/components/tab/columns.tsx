import type {
  SentryIssue,
  SentryIssueSort,
  SentryAssignee,
  SentryIssuePriority,
} from 'backstage-plugin-sentry-common';
import { type ReactNode, useMemo } from 'react';
import { type SentryIssueColumn, sentryIssueColumns } from '../../issueColumns';
import {
  CompactNumber,
  RelativeTime,
  Nothing,
  QuietText,
} from '../ui/primitives';
import { IssueSummary } from '../ui/IssueSummary';
import { Sparkline } from '../ui/Sparkline';
import styles from './IssuesTable.module.css';
import type { Capabilities } from '../../data/projects';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import {
  RiTeamLine,
  RiUserLine,
  RiArrowDownLine,
  RiArrowUpLine,
  RiEqualLine,
} from '@remixicon/react';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { useFormats } from '../../formats';
import { ComponentLink, componentName } from '../ui/ComponentLinks';
import { useComponentsOf } from '../ui/IssueContext';

/** The columns that Sentry can sort by; always largest or latest first. */
export const sortOfColumn: Partial<Record<SentryIssueColumn, SentryIssueSort>> =
  {
    trend: 'trends',
    events: 'freq',
    users: 'user',
    firstSeen: 'new',
    lastSeen: 'date',
  };

/** How a column looks; its label comes from the translations. */
interface IssueColumn {
  /** The least that it can be read in, in CSS pixels, padding included. */
  room: number;
  /** Whether its digits stand under each other, at the end of the cell. */
  isNumeric?: boolean;
  content: (issue: SentryIssue) => ReactNode;
}

export const columnOf: Record<SentryIssueColumn, IssueColumn> = {
  issue: {
    room: 280,
    content: issue => <IssueSummary issue={issue} />,
  },
  component: {
    room: 136,
    content: issue => <ComponentCell issue={issue} />,
  },
  trend: {
    room: 104,
    content: issue => issue.trend && <Sparkline trend={issue.trend} />,
  },
  events: {
    room: 96,
    isNumeric: true,
    content: issue => <CompactNumber value={issue.count} />,
  },
  users: {
    room: 92,
    isNumeric: true,
    content: ({ userCount }) =>
      userCount !== undefined && <CompactNumber value={userCount} />,
  },
  firstSeen: {
    room: 128,
    content: issue => (
      <RelativeTime value={issue.lifetime?.firstSeen ?? issue.firstSeen} />
    ),
  },
  lastSeen: {
    room: 128,
    content: issue => <RelativeTime value={issue.lastSeen} />,
  },
  priority: {
    room: 100,
    content: issue => <PriorityCell priority={issue.priority} />,
  },
  assignee: {
    room: 116,
    content: issue => <AssigneeCell assignee={issue.assignee} />,
  },
  project: {
    room: 104,
    content: issue => (
      <span className={styles.name} title={issue.project.name}>
        {issue.project.slug}
      </span>
    ),
  },
};

/** What the boxes to select issues take, in CSS pixels. */
const selectRoom = 40;

/** The least that a table of these columns can be read in, in CSS pixels. */
function roomOf(names: readonly SentryIssueColumn[]): number {
  return names.reduce((sum, name) => sum + columnOf[name].room, selectRoom);
}

/** Left out first, so that the rest can be read without scrolling sideways. */
const leastNeeded: SentryIssueColumn[] = [
  'firstSeen',
  'priority',
  'assignee',
  'trend',
];

/**
 * The columns as configured, or as many of all as there is room for. The project
 * or the entity is named only where there are several, and nothing that the servers don't tell.
 */
export function useShownColumns(options: {
  columns?: readonly SentryIssueColumn[];
  capabilities: Capabilities;
  /** Whether the issues may be of several entities. */
  isAggregate: boolean;
  hasManyProjects: boolean;
  /** How wide the table can be, in CSS pixels; undefined where all fit. */
  room: number | undefined;
}): SentryIssueColumn[] {
  const { columns, isAggregate, hasManyProjects, room } = options;
  const { issueTrend, users } = options.capabilities;
  const told = useMemo(
    () =>
      (columns ?? sentryIssueColumns).filter(
        name =>
          (name !== 'project' || hasManyProjects || isAggregate) &&
          // An entity's column names the project, too, where that is called otherwise.
          (name !== 'project' || !isAggregate || columns) &&
          (name !== 'component' || isAggregate) &&
          (name !== 'trend' || issueTrend) &&
          (name !== 'users' || users),
      ),
    [columns, isAggregate, hasManyProjects, issueTrend, users],
  );
  const fitting = columns ? told : withinRoom(told, room);
  // As long as the same columns fit it is the same list, however the room changes.
  const names = fitting.join();
  return useMemo(
    () => told.filter(name => names.split(',').includes(name)),
    [told, names],
  );
}

function withinRoom(
  all: SentryIssueColumn[],
  room = Infinity,
): SentryIssueColumn[] {
  const fits = (names: SentryIssueColumn[]) => roomOf(names) <= room;
  return leastNeeded.reduce(
    (shown, name) => (fits(shown) ? shown : shown.filter(one => one !== name)),
    all,
  );
}

/** Who looks after an issue. */
export function AssigneeCell(props: { assignee: SentryAssignee | undefined }) {
  const { assignee } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  if (!assignee) {
    return <Nothing label={t('table.nobody')} />;
  }
  const isTeam = assignee.type === 'team';
  return (
    <span className={styles.iconText} title={assignee.name}>
      {isTeam ? (
        <RiTeamLine size={16} aria-hidden />
      ) : (
        <RiUserLine size={16} aria-hidden />
      )}
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
  high: <RiArrowUpLine size={16} aria-hidden />,
  medium: <RiEqualLine size={16} aria-hidden />,
  low: <RiArrowDownLine size={16} aria-hidden />,
};

/** Sentry's own judgement of how much an issue matters. */
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

/** As many as there is room for beside the rest of a row. */
const mostShown = 2;

/** The entities that an issue is of, and its project, where that is called otherwise. */
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
    component => componentName(component) === name || isCalled(component, slug),
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

function isCalled(component: { ref: string }, slug: string): boolean {
  return component.ref.endsWith(`/${slug}`);
}
