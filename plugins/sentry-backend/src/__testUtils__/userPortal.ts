import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  captureWithSdk,
  type Emulator,
} from 'backstage-plugin-sentry-emulator';
import { createHash } from 'node:crypto';
import request from 'supertest';
import { component, startPortal, type PortalOptions } from './startPortal';

/** Makes a token, so that no literal one stands in any file. */
export const hash = (text: string) =>
  createHash('sha256').update(text).digest('hex');
const scopes = ['event:read', 'org:read', 'project:read'];
export const HEADER = 'X-Sentry-User-Token';

export const ada = { who: 'user:default/ada', token: hash('ada') };
/** The same user of Backstage, connected to another account. */
export const adaElsewhere = { who: ada.who, token: hash('ada, elsewhere') };
export const jonas = { who: 'user:default/jonas', token: hash('jonas') };
/** Somebody in Backstage, perhaps connected to Sentry. */
export type Person = { who: string; token?: string };

/** Connects them, with an issue in each project. */
export async function connectPeople(sentry: Emulator): Promise<void> {
  const people = [
    { ...ada, user: '501', organizations: ['acme', 'acme-labs'] },
    { ...adaElsewhere, organizations: ['acme-labs'] },
    { ...jonas, user: '502', organizations: ['acme'], projects: ['checkout'] },
  ];
  for (const { who: _, ...token } of people) {
    sentry.addToken({ ...token, scopes });
  }
  for (const [organization, project] of [
    ['acme', 'checkout'],
    ['acme', 'shop-web'],
    ['acme-labs', 'prototype'],
  ]) {
    await captureWithSdk({
      dsn: sentry.dsn(organization, project),
      events: [{ type: 'TypeError', value: `Failure of ${project}` }],
    });
  }
}
/** What the users of the portal below look at. */
export const entities = [
  component('shop', 'checkout, acme-labs/prototype'),
  component('web', 'shop-web'),
];
/** Ada in the catalog, saying which account of Sentry is hers. */
export const adaOfCatalog: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: {
    name: 'ada',
    namespace: 'default',
    annotations: { 'sentry.io/user-id': '501' },
  },
  spec: { memberOf: [] },
};
/** Config of one instance that is asked with the tokens of users. */
export const asUser = {
  auth: { type: 'user' },
  token: undefined,
  instances: [],
};
export const me = '/api/sentry/me/organizations';

/** A portal that asks Sentry as whoever looks. */
export async function startUserPortal(
  options: Partial<PortalOptions> & { emulator: Emulator },
) {
  const portal = await startPortal({
    entities,
    sentry: asUser,
    ...options,
  });
  const ask = (url: string, { who, token }: Person, etag?: string) => {
    const asking = request(portal.server)
      .get(url)
      .set('authorization', mockCredentials.user.header(who));
    if (token) {
      asking.set(HEADER, token);
    }
    return etag ? asking.set('if-none-match', etag) : asking;
  };
  const issues = (person: Person, etag?: string) =>
    ask(portal.path('shop', 'issues'), person, etag);
  return { ...portal, ask, issues };
}

/** What the issues of a page are of, sorted. */
export const titles = (body: { items: { title: string }[] }) =>
  body.items.map(({ title }) => title.replace(/.*Failure of /, '')).sort();
