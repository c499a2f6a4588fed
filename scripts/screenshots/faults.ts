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
export const shotsOfFaults: { fault: EmulatorFault; shot: Shot }[] = faults.map(
  ({ name, until, ...fault }) => ({
    fault: { path: issues, ...fault },
    shot: {
      name,
      // Each asks for something else, so that no earlier answer stands in.
      path: `/catalog/default/component/eu-billing/sentry?query=${name}`,
      until,
    },
  }),
);
