import { Container } from '@backstage/ui';
import { lazy, Suspense } from 'react';
import { ConnectionPage } from './ConnectionPage';
import { MyIssuesPage } from './MyIssuesPage';
import { Skeleton } from '../ui/primitives';
import { TeamsPage } from './TeamsPage';

export { ProviderSettings } from './ProviderSettings';

/** For few: the others come without its code. */
const CoveragePage = lazy(async () => ({
  default: (await import('./CoveragePage')).CoveragePage,
}));

const pages = {
  'my-issues': MyIssuesPage,
  teams: TeamsPage,
  coverage: CoveragePage,
  connection: ConnectionPage,
};

/** A sub-page of the new frontend system; they are loaded together. */
export function SubPage(props: { name: keyof typeof pages }) {
  const Page = pages[props.name];
  return (
    <Container>
      <Suspense fallback={<Skeleton width="100%" height={160} />}>
        <Page />
      </Suspense>
    </Container>
  );
}
