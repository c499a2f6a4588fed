import { mockCredentials } from '@backstage/backend-test-utils';
import {
  captureWithSdk,
  demoToken,
  type Emulator,
} from 'backstage-plugin-sentry-emulator';
import request from 'supertest';
import { component, startPortal, type PortalOptions } from './startPortal';
import { HEADER, type Person } from './userPortal';

export const bob: Person = { who: 'user:default/bob' };

export const triageEntities = [
  component('web', 'shop-web'),
  component('pay', 'payments'),
  component('both', 'shop-web, payments'),
  component('far', 'shop-web, eu:acme-eu/billing'),
];

/** Issues in two organizations, each with a release. */
export async function captureIssues(sentry: Emulator): Promise<void> {
  for (const [organization, project, values] of [
    ['acme', 'shop-web', ['one', 'two', 'three']],
    ['acme', 'payments', ['four']],
    ['acme-eu', 'billing', ['five']],
  ] as const) {
    await captureWithSdk({
      dsn: sentry.dsn(organization, project),
      events: values.map(value => ({
        type: 'Error',
        value,
        release: `${project}@1.0.0`,
      })),
    });
  }
}

/** A portal that may change issues of acme, and only read those of acme-eu. */
export async function startTriagePortal(
  options: Partial<PortalOptions> & { emulator: Emulator },
) {
  const { sentry, ...rest } = options;
  const portal = await startPortal({
    entities: triageEntities,
    sentry: {
      token: demoToken('triage'),
      triage: { enabled: true },
      ...sentry,
    },
    ...rest,
  });
  const as = (asking: request.Test, { who, token }: Person) => {
    asking.set('authorization', mockCredentials.user.header(who));
    return token ? asking.set(HEADER, token) : asking;
  };
  return {
    ...portal,
    as,
    patch: (name: string, route: string, body: object, person = bob) =>
      as(request(portal.server).patch(portal.path(name, route)), person).send(
        body,
      ),
    advice: (name: string, person = bob) =>
      as(request(portal.server).get(portal.path(name, 'triage')), person),
  };
}

/** Numbers of a project's issues, the oldest first. */
export function idsOf(
  emulator: Emulator,
  project: string,
  organization = 'acme',
): string[] {
  return emulator
    .issues(organization, project)
    .map(({ id }) => id)
    .sort((a, b) => Number(a) - Number(b));
}

/** What Sentry was asked to change. */
export function changesOf(emulator: Emulator): string[] {
  return emulator
    .requests()
    .filter(({ method }) => method === 'PUT')
    .map(({ path, query }) => `${path}?${withoutIdSearch(query)}`);
}

/** Left out only where it names the same issues as `id`. */
function withoutIdSearch(query: string): string {
  const ids = new URLSearchParams(query).getAll('id').join(',');
  return query.replace(`&query=${encodeURIComponent(`issue.id:[${ids}]`)}`, '');
}
