import type { SentryIssuesPage } from 'backstage-plugin-sentry-common';
import { useCallback } from 'react';
import { useEntityHref } from '../../hooks/useEntityHref';
import { componentsOf } from '../ComponentCell';
import { httpUrl } from '../ExternalLink';
import { type IssueLinks, issueIdOf } from '../IssueLink';

/** Links to an issue in the tab of the entity that it is of; to Sentry where none is known. */
export function useMyIssueLinks(): (
  page: SentryIssuesPage | undefined,
) => IssueLinks {
  const { tab } = useEntityHref();
  return useCallback(
    page => {
      const hrefs = new Map(
        page?.items.map(issue => {
          const id = issueIdOf(issue);
          const [component] = componentsOf(page.entities, issue);
          const href = component && tab(component.ref, {}, id);
          return [id, href ?? httpUrl(issue.permalink) ?? ''];
        }),
      );
      return { hrefOf: id => hrefs.get(id) ?? '' };
    },
    [tab],
  );
}
