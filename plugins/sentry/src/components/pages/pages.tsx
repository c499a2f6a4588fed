import { Container } from '@backstage/ui';
import { ConnectionPage } from './ConnectionPage';
import { MyIssuesPage } from './MyIssuesPage';
import { TeamsPage } from './TeamsPage';

export { ProviderSettings } from './ProviderSettings';

const pages = {
  'my-issues': MyIssuesPage,
  teams: TeamsPage,
  connection: ConnectionPage,
};

/** A sub-page of the new frontend system; they are loaded together. */
export function SubPage(props: { name: keyof typeof pages }) {
  const Page = pages[props.name];
  return (
    <Container>
      <Page />
    </Container>
  );
}
