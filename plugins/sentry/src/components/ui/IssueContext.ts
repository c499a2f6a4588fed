import {
  type SentryComponent,
  type SentryIssue,
  type SentryIssuesPage,
  sentryProjectName,
} from 'backstage-plugin-sentry-common';
import { createContext, useCallback, useContext } from 'react';
import { keyOf } from '../../data/changes';
import { addressOf, areInMany } from '../../issueUrl/address';
import { useEntityHref } from '../../issueUrl/links';

/** Links of the issues of a list within the portal. */
export interface IssueLinks {
  hrefOf: (issue: SentryIssue) => string | undefined;
  /** Opens an issue on this page; undefined where it is on another. */
  onOpen?: (issue: SentryIssue) => void;
}

const noComponents: SentryComponent[] = [];

interface ListContext {
  /** Undefined where issues link to Sentry. */
  links?: IssueLinks;
  /** The entities that the issues can belong to, where there are several. */
  components?: SentryComponent[];
  /** Keys of issues that can't be found any more. */
  gone?: ReadonlySet<string>;
  /** The address of the list, narrowed to events with this value of a tag. */
  tagHref?: (key: string, value: string) => string;
}

const IssueListContext = createContext<ListContext>({});

/** What the issues of a list lead to, and which entities they are of. Memoized. */
export const IssueListProvider = IssueListContext.Provider;

export function useIssueLinks(): IssueLinks | undefined {
  return useContext(IssueListContext).links;
}

/**
 * Makes links to the list that the surrounding issues are of, narrowed to events with a
 * value of a tag; undefined outside of such a list.
 */
export function useFilterByTag():
  ((key: string, value: string) => string) | undefined {
  return useContext(IssueListContext).tagHref;
}

/** Whether an issue of the list can't be found any more. */
export function useIsGone(issue: SentryIssue): boolean {
  return useContext(IssueListContext).gone?.has(keyOf(issue)) ?? false;
}

/** The entities of an issue; none on the page of a single one. */
export function useComponentsOf(issue: SentryIssue): SentryComponent[] {
  return componentsOf(useContext(IssueListContext).components, issue);
}

/** Those of some entities that an issue is of. */
export function componentsOf(
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
