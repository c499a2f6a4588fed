import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { widgetConfigSchema } from '../config';

/** The viewer's issues on the home page, where the app has one. */
const myIssuesWidget = HomePageWidgetBlueprint.makeWithOverrides({
  name: 'my-issues',
  configSchema: widgetConfigSchema,
  factory(originalFactory, { config }) {
    return originalFactory({
      name: 'SentryMyIssues',
      title: 'My Sentry issues',
      description: 'Sentry issues that you or your teams own',
      layout: {
        width: { minColumns: 3, defaultColumns: 6 },
        height: { minRows: 4, defaultRows: 9 },
      },
      componentProps: config,
      components: async () => {
        const { MyIssuesWidget } =
          await import('../components/widget/MyIssuesWidget');
        return { Content: MyIssuesWidget };
      },
    });
  },
});

export const homeExtensions = [myIssuesWidget];
