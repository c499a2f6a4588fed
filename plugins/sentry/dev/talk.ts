import type { MockSentryApiOptions } from '../src/testUtils';
import { ago } from './issues';

const hour = 3_600_000;
const day = 24 * hour;
const sentry = 'https://sentry.example.com/organizations/acme';

/** What people, Sentry and Seer say of every issue. */
export const talk: Pick<
  MockSentryApiOptions,
  'activity' | 'issueLinks' | 'analysis'
> = {
  activity: {
    items: [
      {
        id: '5',
        kind: 'comment',
        date: ago(2 * hour),
        actor: 'Robin Sanders',
        text: 'The cart has no currency for guests since 4.2.0.\nA fix is on its way: `currency ?? "EUR"`.',
      },
      { id: '4', kind: 'regressed', date: ago(5 * hour), release: '4.2.0' },
      {
        id: '3',
        kind: 'resolved',
        date: ago(3 * day),
        actor: 'Robin Sanders',
        release: '4.1.0',
      },
      {
        id: '2',
        kind: 'assigned',
        date: ago(4 * day),
        actor: 'Ada Park',
        assignee: 'checkout',
      },
      { id: '1', kind: 'first-seen', date: ago(9 * day) },
    ],
  },
  issueLinks: {
    replays: { count: 12, link: `${sentry}/issues/4501/replays/` },
    feedback: {
      count: 2,
      items: [
        {
          id: '2',
          text: 'I pressed Pay and the page went white.',
          date: ago(6 * hour),
        },
        { id: '1', text: 'لا يعمل الدفع', date: ago(2 * day) },
      ],
    },
    similar: [
      {
        id: '4507',
        shortId: 'SHOP-WEB-7',
        title: "TypeError: Cannot read properties of null (reading 'price')",
        permalink: `${sentry}/issues/4507/`,
      },
    ],
    owners: [
      { type: 'team', name: 'checkout', reason: 'ownership-rule' },
      { type: 'user', name: 'Ada Park', reason: 'suspect-commit' },
    ],
  },
  analysis: {
    supported: true,
    status: 'done',
    updatedAt: ago(hour),
    rootCause: {
      text: 'Guests have a cart **without** a currency, and `CartTotals` reads it before it is loaded.',
      steps: [
        {
          title: 'A guest opens the cart',
          text: 'The session has no locale, so `currency` stays undefined:\n```ts\nconst { currency } = cart.session.locale;\n```',
          file: 'src/cart/session.ts',
        },
        { title: 'The totals are rendered', file: 'src/cart/CartTotals.tsx' },
      ],
    },
    solution: [{ title: 'Fall back to the currency of the shop' }],
    pullRequests: [
      {
        url: 'https://code.example.com/acme/shop/pull/7',
        title: 'Use the currency of the shop for guests',
        repository: 'acme/shop',
      },
    ],
  },
};
