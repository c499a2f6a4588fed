import { everything } from '../../store/timeline';
import { scopes } from '../../webApi/auth';
import { findIssue } from '../findIssue';
import { tagsOf } from '../search';
import type { ApiRoute } from '../../webApi/types';

/** The tags of an issue's events, each with its values. */
export const issueTagsRoute: ApiRoute = {
  kind: 'token',
  method: 'get',
  path: '/api/0/issues/:issue(\\d+)/tags/',
  scopes: scopes.readEvents,
  handle: (request, context) => {
    const totals = new Map<string, Map<string, number>>();
    const { timeline } = findIssue(request, context);
    for (const event of timeline.within(everything)) {
      for (const [key, value] of Object.entries(tagsOf(event))) {
        const values = totals.get(key) ?? new Map<string, number>();
        totals.set(key, values.set(value, (values.get(value) ?? 0) + 1));
      }
    }
    return {
      body: [...totals].sort().map(([key, values]) => {
        const counts = [...values].sort(([, a], [, b]) => b - a);
        return {
          key,
          name: key,
          uniqueValues: counts.length,
          totalValues: counts.reduce((sum, [, count]) => sum + count, 0),
          topValues: counts.map(([value, count]) => ({
            key,
            name: value,
            value,
            count,
          })),
        };
      }),
    };
  },
};
