import { Content, Header, HeaderTabs, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { issuesQueryKeys } from '../../api/query';
import { useUrlParams } from '../../issueUrl/urlParams';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { ConnectionPage } from './ConnectionPage';
import { CoveragePage } from './CoveragePage';
import { MyIssuesPage } from './MyIssuesPage';
import { TeamsPage } from './TeamsPage';

const views = [
  { id: 'mine', View: MyIssuesPage },
  { id: 'teams', View: TeamsPage },
  { id: 'coverage', View: CoveragePage },
  { id: 'connection', View: ConnectionPage },
] as const;

/** The filters of one view mean nothing in another. */
const owned = ['view', 'relation', ...issuesQueryKeys];

/** The page of the old frontend system, with the header and tabs of its other pages. */
export function SentryPage() {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const [search, replace] = useUrlParams(owned);
  const named = new URLSearchParams(search).get('view');
  const current = Math.max(
    0,
    views.findIndex(({ id }) => id === named),
  );
  const { View } = views[current];

  return (
    <Page themeId="tool">
      <Header title="Sentry" />
      <HeaderTabs
        tabs={views.map(({ id }) => ({ id, label: t(`page.${id}`) }))}
        selectedIndex={current}
        onChange={index => {
          if (index !== current) {
            replace(new URLSearchParams({ view: views[index].id }));
          }
        }}
      />
      <Content>
        <View />
      </Content>
    </Page>
  );
}
