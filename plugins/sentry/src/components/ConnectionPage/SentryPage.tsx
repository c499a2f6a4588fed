import { Header } from '@backstage/ui';
import { ConnectionPage } from './ConnectionPage';

/** The page with a header of its own, for apps that bring none. */
export function SentryPage() {
  return (
    <>
      <Header title="Sentry" />
      <ConnectionPage />
    </>
  );
}
