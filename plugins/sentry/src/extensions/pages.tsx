import {
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiBugLine } from '@remixicon/react';
import { rootRouteRef } from '../routes';

/** The plugin's own page; the first of its sub-pages is shown first. */
const sentryPage = PageBlueprint.make({
  params: {
    path: '/sentry',
    title: 'Sentry',
    icon: <RiBugLine />,
    routeRef: rootRouteRef,
  },
});

const myIssuesPage = SubPageBlueprint.make({
  name: 'my-issues',
  params: {
    path: 'my-issues',
    title: 'My issues',
    loader: async () => {
      const { MyIssuesPage } = await import('../components/pages/MyIssuesPage');
      return <MyIssuesPage />;
    },
  },
});

const teamsPage = SubPageBlueprint.make({
  name: 'teams',
  params: {
    path: 'teams',
    title: 'Teams',
    loader: async () => {
      const { TeamsPage } = await import('../components/pages/TeamsPage');
      return <TeamsPage />;
    },
  },
});

const connectionPage = SubPageBlueprint.make({
  name: 'connection',
  params: {
    path: 'connection',
    title: 'Connection',
    loader: async () => {
      const { ConnectionPage } =
        await import('../components/pages/ConnectionPage');
      return <ConnectionPage />;
    },
  },
});

export const pageExtensions = [
  sentryPage,
  myIssuesPage,
  teamsPage,
  connectionPage,
];
