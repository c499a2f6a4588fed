import {
  type SentryComponent,
  type SentryIssue,
  type SentryIssuesPage,
  sentryProjectName,
} from 'backstage-plugin-sentry-common';
import { createContext, useCallback, useContext } from 'react';
import { addressOf, areInMany } from '../../issueUrl/address';
import { useEntityHref } from '../../issueUrl/links';

/** Links of the issues of a list within the portal. */
export interface IssueLinks {
  hrefOf: (issue: SentryIssue) => string | undefined;
  /** Opens an issue on this page; undefined where it is on another. */
  onOpen?: (issue: SentryIssue) => void;
}

const IssueLinksContext = createContext<IssueLinks | undefined>(undefined);

/** Without it, issues link to Sentry. */
export const IssueLinksProvider = IssueLinksContext.Provider;

export function useIssueLinks(): IssueLinks | undefined {
  return useContext(IssueLinksContext);
}

const noComponents: SentryComponent[] = [];

const ComponentsContext = createContext<SentryComponent[]>(noComponents);

/** The entities that the issues can belong to, where there are several. */
export const ComponentsProvider = ComponentsContext.Provider;

/** The entities of an issue; none on the page of a single one. */
export function useComponentsOf(issue: SentryIssue): SentryComponent[] {
  return componentsOf(useContext(ComponentsContext), issue);
}

function componentsOf(
  components: SentryComponent[] = noComponents,
  issue: SentryIssue,
): SentryComponent[] {
  const project = sentryProjectName(issue.project);
  return components.filter(({ projects }) => projects.includes(project));
}

/** Links issues of several entities to the tabs of these. */
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
