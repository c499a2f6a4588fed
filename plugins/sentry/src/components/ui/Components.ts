import {
  type SentryComponent,
  type SentryIssue,
  sentryProjectName,
} from 'backstage-plugin-sentry-common';
import { createContext, useContext } from 'react';

const noComponents: SentryComponent[] = [];

const ComponentsContext = createContext<SentryComponent[]>(noComponents);

/** Says which entities the issues inside may be of, where they are of several. */
export const ComponentsProvider = ComponentsContext.Provider;

/** The entities that an issue is of; none where the list is about one alone. */
export function useComponentsOf(issue: SentryIssue): SentryComponent[] {
  return componentsOf(useContext(ComponentsContext), issue);
}

/** Those of the entities that have the issue's project. */
export function componentsOf(
  components: SentryComponent[] = noComponents,
  issue: SentryIssue,
): SentryComponent[] {
  const project = sentryProjectName(issue.project);
  return components.filter(({ projects }) => projects.includes(project));
}
