import { screen, within } from '@testing-library/react';
import type { SentryEvent } from 'backstage-plugin-sentry-common';
import { SentryIssuesContent } from '../components/tab/SentryIssuesContent';
import { makeDetail, makeEvent, makeIssue, makePage } from './data';
import { fakeApi } from './fakeApi';
import { renderForEntity } from './renderForEntity';

/** Where the tab of the entity is. */
export const tab = '/catalog/default/component/shop-web/sentry';

/** The second issue of the list. */
export const otherIssue = makeIssue({
  id: '4502',
  shortId: 'SHOP-WEB-1B',
  title: 'RangeError: too many',
  type: 'RangeError',
});

/** Shows the tab of an entity at an address, which may name an issue. */
export function showTab(search = '', sentryApi = fakeApi()) {
  window.history.replaceState(null, '', `${tab}${search}`);
  sentryApi.getIssues.mockResolvedValue(
    makePage({ items: [makeIssue(), otherIssue] }),
  );
  renderForEntity(<SentryIssuesContent />, { sentryApi });
  return sentryApi;
}

/** The drawer, once the issue in it is there. */
export async function findDrawer() {
  const drawer = await screen.findByRole('dialog');
  await within(drawer).findByRole('heading', { name: 'Event' });
  return drawer;
}

/** Shows the issue with an event of another kind. */
export async function showEvent(event: Partial<SentryEvent>) {
  const sentryApi = fakeApi();
  sentryApi.getIssue.mockResolvedValue(
    makeDetail({ event: makeEvent({ exceptions: [], ...event }) }),
  );
  showTab('?issue=SHOP-WEB-1A', sentryApi);
  return findDrawer();
}
