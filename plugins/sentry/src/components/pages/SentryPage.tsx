import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Header, Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { useUrlParams } from '../../issueUrl/urlParams';
import { issuesQueryKeys } from '../../api/query';
import { ConnectionPage } from './ConnectionPage';
import { MyIssuesPage } from './MyIssuesPage';
import { TeamsPage } from './TeamsPage';

const views = [
  { id: 'mine', View: MyIssuesPage },
  { id: 'teams', View: TeamsPage },
  { id: 'connection', View: ConnectionPage },
] as const;

/** The filters of one view mean nothing in another. */
const owned = ['view', 'relation', ...issuesQueryKeys];

/** The page with a header and tabs of its own, for apps that bring none. */
export function SentryPage() {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const [search, replace] = useUrlParams(owned);
  const named = new URLSearchParams(search).get('view');
  const { id: current } = views.find(({ id }) => id === named) ?? views[0];

  return (
    <>
      <Header title="Sentry" />
      <Tabs
        selectedKey={current}
        onSelectionChange={key => {
          if (key !== current) {
            replace(new URLSearchParams({ view: String(key) }));
          }
        }}
      >
        <TabList>
          {views.map(({ id }) => (
            <Tab key={id} id={id}>
              {t(`page.${id}`)}
            </Tab>
          ))}
        </TabList>
        {views.map(({ id, View }) => (
          <TabPanel key={id} id={id}>
            <View />
          </TabPanel>
        ))}
      </Tabs>
    </>
  );
}
