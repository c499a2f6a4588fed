import {
  type SentryIssue,
  type SentryProject,
  type SentryProjectName,
  sentryProjectName,
} from 'backstage-plugin-sentry-common';

/** How an address names an issue. */
export interface IssueAddress {
  /** Id or short id. */
  issueId: string;
  /** Whose issue it is, where several Sentrys could have one of that id. */
  project?: SentryProjectName;
}

/** The parameters of an address that name an issue. */
export const issueAddressKeys = ['issue', 'issueProject'] as const;

/** How an issue is called: as people call it, where that is known. */
export function issueIdOf(issue: SentryIssue): string {
  return issue.shortId ?? issue.id;
}

/** @param inMany - whether there are several places that could have an issue of its id */
export function addressOf(issue: SentryIssue, inMany: boolean): IssueAddress {
  return {
    issueId: issueIdOf(issue),
    ...(inMany && { project: sentryProjectName(issue.project) }),
  };
}

/** Whether an address means this issue. */
export function isIssue(issue: SentryIssue, address: IssueAddress): boolean {
  const { issueId, project } = address;
  const isCalledSo =
    issue.id === issueId ||
    issue.shortId?.toLocaleUpperCase('en-US') ===
      issueId.toLocaleUpperCase('en-US');
  return (
    isCalledSo &&
    (project === undefined || sentryProjectName(issue.project) === project)
  );
}

/** Whether projects are in several places, each of which counts its issues by itself. */
export function areInMany(
  projects: Pick<SentryProject, 'instance' | 'organization'>[],
): boolean {
  const places = projects.map(({ instance, organization }) =>
    JSON.stringify([instance, organization]),
  );
  return new Set(places).size > 1;
}

/** Reads what {@link writeIssueAddress} wrote. */
export function readIssueAddress(
  params: URLSearchParams,
): IssueAddress | undefined {
  const issueId = params.get('issue');
  const project = params.get('issueProject');
  return issueId ? { issueId, ...(project && { project }) } : undefined;
}

/** Writes which issue is meant into the parameters of an address. */
export function writeIssueAddress(
  params: URLSearchParams,
  { issueId, project }: IssueAddress,
): URLSearchParams {
  params.set('issue', issueId);
  if (project) {
    params.set('issueProject', project);
  }
  return params;
}
