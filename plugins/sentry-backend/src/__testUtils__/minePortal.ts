import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { SentryIssuesPage } from 'backstage-plugin-sentry-common';
import {
  captureWithSdk,
  demoToken,
  type Emulator,
} from 'backstage-plugin-sentry-emulator';
import request from 'supertest';
import { ownedBy } from './manyProjects';
import { distinctErrors } from './sdkEvents';
import { component, startPortal, type PortalOptions } from './startPortal';
import { ada, adaOfCatalog, HEADER } from './userPortal';

export const jonas = 'user:default/jonas';
/** The groups of everybody are the same. */
const groups = ['group:default/team'];

/** What Ada and her team own, and what others do. */
export const ownedEntities: Entity[] = [
  adaOfCatalog,
  ownedBy('group:default/team', component('of-team', 'acme-0')),
  ownedBy(ada.who, component('of-ada', 'acme-labs/acme-labs-0')),
  ownedBy('group:default/others', component('of-others', 'acme-1')),
  ownedBy('group:default/team', component('plain')),
  {
    ...ownedBy('group:default/team', component('api', 'acme-0, acme-2')),
    kind: 'API',
  },
];

/** Two issues in each of the projects of these entities. */
export async function fillProjects(sentry: Emulator): Promise<void> {
  for (const [organization, project] of [
    ['acme', 'acme-0'],
    ['acme', 'acme-1'],
    ['acme', 'acme-2'],
    ['acme-labs', 'acme-labs-0'],
  ]) {
    await captureWithSdk({
      dsn: sentry.dsn(organization, project),
      events: distinctErrors(2, { name: project }),
    });
  }
}

/** Says that everybody is in the team. */
export const userGroups = createServiceFactory({
  service: coreServices.userInfo,
  deps: {},
  factory: () => ({
    getUserInfo: async ({ principal }) => {
      const userEntityRef = String(Object(principal).userEntityRef ?? 'none');
      return {
        userEntityRef,
        ownershipEntityRefs: [userEntityRef, ...groups],
      };
    },
  }),
});

/** A portal that knows who owns what. */
export async function startMinePortal(
  options: Partial<PortalOptions> & { emulator: Emulator },
) {
  const { server } = await startPortal({
    entities: ownedEntities,
    ...options,
    sentry: { instances: [], ...options.sentry },
    features: [...(options.features ?? []), userGroups],
  });
  return (search = '', who = ada.who, token?: string, route = '/me/issues') => {
    const asking = request(server)
      .get(`/api/sentry${route}${search}`)
      .set('authorization', mockCredentials.user.header(who));
    return token ? asking.set(HEADER, token) : asking;
  };
}

/** Assigns the first issues of each project to a member of its organization. */
export async function assignIssues(
  emulator: Emulator,
  to: string,
  projects: [organization: string, id: string][],
  count = 1,
): Promise<void> {
  const headers = {
    authorization: `Bearer ${demoToken('default')}`,
    'content-type': 'application/json',
  };
  for (const [organization, project] of projects) {
    const list = `${emulator.url}/api/0/organizations/${organization}/issues/`;
    const found = await fetch(`${list}?project=${project}`, { headers });
    const issues = (await found.json()) as { id: string }[]; // the emulator lists issues
    for (const { id } of issues.slice(0, count)) {
      const { status } = await fetch(`${list}${id}/`, {
        method: 'PUT',
        headers,
        body: JSON.stringify({ assignedTo: to && `user:${to}` }),
      });
      expect(status).toBe(200);
    }
  }
  emulator.clearRequests();
}

/** What the issues of a page are called, sorted. */
export const titles = ({ items }: SentryIssuesPage) =>
  items.map(({ title }) => title.replace('TypeError: ', '')).sort();

/** Of which entities the projects of a page are, sorted. */
export const refs = ({ entities: owners = [] }: SentryIssuesPage) =>
  owners.map(({ ref }) => ref).sort();
