import {
  type SentryIssue,
  type SentryComponent,
  sentryProjectName,
  type SentryIssuesPage,
} from 'backstage-plugin-sentry-common';
import { createContext, useContext, useCallback } from 'react';
import { addressOf, areInMany } from '../../issueUrl/address';
import { useEntityHref } from '../../issueUrl/links';

/** Where the issues of a list lead to, where that is within the portal. */
export interface IssueLinks {
  /** Undefined for an issue that the portal has no page for. */
  hrefOf: (issue: SentryIssue) => string | undefined;
  /** Opens an issue without leaving the page; left out where the page is another. */
  onOpen?: (issue: SentryIssue) => void;
}

const IssueLinksContext = createContext<IssueLinks | undefined>(undefined);

/** Says where the issues inside lead to; without it they lead to Sentry. */
export const IssueLinksProvider = IssueLinksContext.Provider;

/** See {@link IssueLinksProvider}. */
export function useIssueLinks(): IssueLinks | undefined {
  return useContext(IssueLinksContext);
}

const noComponents: SentryComponent[] = [];

const ComponentsContext = createContext<SentryComponent[]>(noComponents);

/** Says which entities the issues inside may be of, where they are of several. */
export const ComponentsProvider = ComponentsContext.Provider;

/** The entities that an issue is of; none where the list is about one alone. */
export function useComponentsOf(issue: SentryIssue): SentryComponent[] {
  return componentsOf(useContext(ComponentsContext), issue);
}

/** Those of the entities that have the issue's project. */
function componentsOf(
  components: SentryComponent[] = noComponents,
  issue: SentryIssue,
): SentryComponent[] {
  const project = sentryProjectName(issue.project);
  return components.filter(({ projects }) => projects.includes(project));
}

/** Links to an issue in the tab of the entity that it is of, where one is known. */
export function useMyIssueLinks(): (
  page: SentryIssuesPage | undefined,
) => IssueLinks {
  const { tab } = useEntityHref();
  return useCallback(
    page => {
      const inMany = areInMany(page?.items.map(({ project }) => project) ?? []);
      return {
        hrefOf: issue => {
          const [component] = componentsOf(page?.entities, issue);
          const address = addressOf(issue, inMany);
          return component && tab(component.ref, {}, address);
        },
      };
    },
    [tab],
  );
}
