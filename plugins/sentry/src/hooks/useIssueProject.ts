import {
  type SentryIssue,
  sentryProjectName,
} from 'backstage-plugin-sentry-common';
import { useMemo, useState } from 'react';
import {
  areInMany,
  type IssueAddress,
  projectParameter,
  type ResolvedProject,
} from '../address';

/**
 * In which project an issue is to be looked for, where that matters.
 *
 * @param options - for another issue the caller makes another component
 * @returns the project as requests name it; `isReady` once that is known
 */
export function useIssueProject(options: {
  address: IssueAddress;
  /** The issue as the list has it. */
  known: SentryIssue | undefined;
  /** Undefined until they are known. */
  entries: ResolvedProject[] | undefined;
}): { project: string[] | undefined; isReady: boolean } {
  const { address, known, entries } = options;
  // What comes to be known later must not make it another request.
  const [fromList] = useState(
    () =>
      known &&
      entries &&
      areInMany(entries) &&
      projectParameter(entries, sentryProjectName(known.project)),
  );
  const name = address.project
    ? projectParameter(entries ?? [], address.project)
    : fromList || undefined;
  return {
    project: useMemo(() => (name ? [name] : undefined), [name]),
    isReady: !address.project || entries !== undefined,
  };
}
