import type { Entity } from '@backstage/catalog-model';
import { screen } from '@testing-library/react';
import { SentryIssuesContent } from '../components/tab/SentryIssuesContent';
import { fakeApi } from './fakes';
import { renderForEntity } from './render';

/** Puts the browser on the tab of a component, without filters in the URL. */
export function atTab() {
  window.history.replaceState(null, '', '/catalog/default/component/x/sentry');
}

/** Renders the tab, and waits for its issues. */
export async function renderTab(
  options: { sentryApi?: ReturnType<typeof fakeApi>; entity?: Entity } = {},
  element = <SentryIssuesContent />,
) {
  const { sentryApi = fakeApi(), entity } = options;
  const { container } = renderForEntity(element, { sentryApi, entity });
  await screen.findByText('TypeError');
  return { sentryApi, container };
}
