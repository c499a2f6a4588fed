import type { EmulatorFault } from 'backstage-plugin-sentry-emulator';
import type { Shot } from './shots';

const issues = '/api/0/organizations/acme-eu/issues/';

/** What may happen to Sentry, by the problem that it makes. */
const faults: (Pick<Shot, 'name' | 'until'> & EmulatorFault)[] = [
  { name: 'token-rejected', status: 401, until: /token/i },
  { name: 'scope-missing', status: 403, until: /scope|permission/i },
  {
    name: 'sso-required',
    status: 401,
    detail: {
      code: 'sso-required',
      message: 'Must login via SSO',
      extra: { loginUrl: '/auth/login/acme-eu/' },
    },
    until: /single sign-on|SSO/i,
  },
  { name: 'organization-not-found', status: 404, until: /organization/i },
  { name: 'rate-limited', status: 429, until: /Try again/ },
  { name: 'upstream-timeout', latencyMs: 12_000, until: /Try again/ },
  { name: 'upstream-unavailable', status: 503, until: /Try again/ },
  { name: 'upstream-unexpected', body: 'html', until: /Try again/ },
];

/** A Sentry that fails, and how that looks. */
export interface FaultyShot {
  fault: EmulatorFault;
  shot: Shot;
  /** Whether there is an earlier answer to show. */
  isKnown?: boolean;
}

export const shotsOfFaults: FaultyShot[] = [
  ...faults.map(({ name, until, ...fault }) => ({
    fault: { path: issues, ...fault },
    shot: {
      name,
      // Each asks for something else, so that no earlier answer stands in.
      path: `/catalog/default/component/eu-billing/sentry?query=${name}`,
      until,
    },
  })),
  {
    fault: { path: issues, status: 503 },
    shot: {
      name: 'partial',
      path: '/catalog/default/domain/commerce/sentry?statsPeriod=7d',
      until: 'Some of the issues are missing',
    },
  },
  {
    fault: { status: 503 },
    shot: {
      name: 'stale',
      path: '/catalog/default/component/shop-web/sentry',
      until: /Showing data from/,
    },
    isKnown: true,
  },
];
