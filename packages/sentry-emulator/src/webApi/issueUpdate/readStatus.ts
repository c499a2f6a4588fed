import { SentryApiError } from '../http';
import type { Issue } from '../../store/Issue';
import type { Resolution, Snooze } from '../../store/issueState';
import type { ArchivedSubstatus, OpenSubstatus } from '../../store/types';
import type { EmulatorProject } from '../../types/options';
import type { ApiContext } from '../types';
import type { IssueUpdate, StatusDetails } from './updateSchema';

/** The status that a change asks for, with all that goes with it. */
export type StatusChange =
  | { readonly status: 'resolved'; readonly resolution?: Resolution }
  | { readonly status: 'unresolved'; readonly substatus?: OpenSubstatus }
  | {
      readonly status: 'ignored';
      readonly substatus: ArchivedSubstatus;
      readonly snooze?: Snooze;
    };

const minute = 60_000;

/** @throws SentryApiError where the details name what is not there */
export function readStatus(
  update: IssueUpdate,
  issues: readonly Issue[],
  context: ApiContext,
): StatusChange | undefined {
  const { statusDetails: details = {}, substatus } = update;
  switch (update.status) {
    case 'resolved':
      return {
        status: 'resolved',
        resolution: readResolution(details, issues, context),
      };
    case 'resolvedInNextRelease':
      return {
        status: 'resolved',
        resolution: readResolution({ inNextRelease: true }, issues, context),
      };
    case 'unresolved':
      return {
        status: 'unresolved',
        ...(isOpen(substatus) && { substatus }),
      };
    case undefined:
      return undefined;
    default: {
      const snooze = readSnooze(details, context.now());
      return {
        status: 'ignored',
        substatus: archivedSubstatus(substatus, snooze),
        ...(snooze && { snooze }),
      };
    }
  }
}

function readResolution(
  details: StatusDetails,
  issues: readonly Issue[],
  { store }: ApiContext,
): Resolution | undefined {
  const { inNextRelease, inRelease, inCommit } = details;
  if (!inNextRelease && inRelease === undefined && !inCommit) {
    return undefined;
  }
  const project = theProjectOf(issues);
  if (!project) {
    return undefined;
  }
  const releases = store.releases.ofProject(project.id);
  if (inNextRelease) {
    if (releases.length === 0) {
      throw invalid(
        'inNextRelease',
        "No release data present in the system to form a basis for 'Next Release'",
      );
    }
    return { kind: 'nextRelease', after: releases[0].version };
  }
  if (inRelease !== undefined) {
    const release = releases.find(
      ({ version }) => inRelease === 'latest' || version === inRelease,
    );
    if (!release) {
      throw invalid(
        'inRelease',
        inRelease === 'latest'
          ? 'No release data present in the system to form a basis for resolution'
          : 'Unable to find a release with the given version.',
      );
    }
    return { kind: 'release', version: release.version };
  }
  const fixed = releases.find(({ commits }) =>
    commits.some(
      ({ id, repository }) =>
        id === inCommit?.commit && repository.name === inCommit.repository,
    ),
  );
  if (!inCommit || !fixed) {
    throw invalid('inCommit', 'Unable to find the given commit.');
  }
  return { kind: 'commit', ...inCommit, version: fixed.version };
}

/** Releases are of projects, so that a change in one is of one project. */
function theProjectOf(issues: readonly Issue[]): EmulatorProject | undefined {
  const projects = new Set(issues.map(issue => issue.project));
  if (projects.size > 1) {
    throw SentryApiError.badRequest(
      'Cannot set resolved in next release for multiple projects.',
    );
  }
  return [...projects].at(0);
}

function readSnooze(details: StatusDetails, now: number): Snooze | undefined {
  const { ignoreDuration, ignoreCount, ignoreUserCount } = details;
  if (!ignoreDuration && !ignoreCount && !ignoreUserCount) {
    return undefined;
  }
  return {
    ...(ignoreDuration && { until: now + ignoreDuration * minute }),
    ...(ignoreCount && {
      count: ignoreCount,
      ...(details.ignoreWindow && { window: details.ignoreWindow }),
    }),
    ...(ignoreUserCount && {
      userCount: ignoreUserCount,
      ...(details.ignoreUserWindow && { userWindow: details.ignoreUserWindow }),
    }),
  };
}

function archivedSubstatus(
  substatus: IssueUpdate['substatus'],
  snooze: Snooze | undefined,
): ArchivedSubstatus {
  switch (substatus) {
    case 'archived_forever':
    case 'archived_until_condition_met':
    case 'archived_until_escalating':
      return substatus;
    default:
      return snooze
        ? 'archived_until_condition_met'
        : 'archived_until_escalating';
  }
}

function isOpen(
  substatus: IssueUpdate['substatus'],
): substatus is OpenSubstatus {
  return (
    substatus !== null &&
    substatus !== undefined &&
    !substatus.startsWith('archived_')
  );
}

function invalid(field: string, message: string): SentryApiError {
  return new SentryApiError(400, { statusDetails: { [field]: [message] } });
}
