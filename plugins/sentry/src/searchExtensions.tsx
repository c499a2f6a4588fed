import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import { BugIcon } from './BugIcon';
import { titlesFor } from './titles';

/** The type of the documents of the search module. */
const TYPE = 'sentry-issue';

/** What the page of Backstage's search shows of issues, where the app has one. */
export const searchExtensions = [
  SearchResultListItemBlueprint.make({
    params: {
      icon: <BugIcon />,
      predicate: ({ type }) => type === TYPE,
      component: async () => {
        const { SentrySearchResultItem } =
          await import('./components/search/SentrySearchResultItem');
        return SentrySearchResultItem;
      },
    },
  }),
  SearchFilterResultTypeBlueprint.makeWithOverrides({
    factory: (originalFactory, { apis }) =>
      originalFactory({
        value: TYPE,
        name: titlesFor(apis).search,
        icon: <BugIcon />,
      }),
  }),
];
