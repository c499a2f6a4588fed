import type { SentryIssuesPage } from 'backstage-plugin-sentry-common';
import { useCallback } from 'react';
import { addressOf, areInMany } from '../../issueUrl/address';
import { useEntityHref } from '../../issueUrl/links';
import { componentsOf } from '../ui/Components';
import type { IssueLinks } from '../ui/IssueLinks';

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
