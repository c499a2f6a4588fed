import { createHash } from 'node:crypto';
import type {
  EmulatorMember,
  EmulatorOAuthApplication,
  EmulatorTeam,
  EmulatorUser,
  EmulatorWorld,
} from './types/options';
import { seededHex } from './random';

/** What the issue pages need, and no more. */
const readScopes = ['event:read', 'org:read', 'project:read'];

/** What settling issues needs besides. */
const triageScopes = [...readScopes, 'event:write'];

const acmeMembers: EmulatorMember[] = [
  { id: '501', name: 'Ada Park', username: 'ada', role: 'owner' },
  { id: '502', name: 'Jonas Weber', username: 'jonas' },
  { id: '503', name: 'Mira Okafor', username: 'mira', role: 'admin' },
  { id: '504', name: 'Lior Stein', username: 'lior', pending: true },
  { id: '505', name: 'Backstage', username: 'backstage' },
];

/** Whose tokens Backstage has in the demo: a member of everything and of no team. */
const backstage: EmulatorUser = {
  id: '505',
  name: 'Backstage',
  email: 'backstage@example.com',
  organizations: ['acme', 'acme-labs', 'acme-eu'],
};

const acmeTeams: EmulatorTeam[] = [
  {
    id: '101',
    slug: 'storefront',
    name: 'Storefront',
    projects: ['shop-web', 'storefront-ios'],
    members: ['501', '503'],
  },
  {
    id: '102',
    slug: 'money',
    name: 'Money',
    projects: ['checkout', 'payments'],
    members: ['501', '502'],
  },
];

/**
 * The token of the demo: 64 hex digits, as a personal token of Sentry has them,
 * always the same for one instance. `default` reaches acme and acme-labs, `eu`
 * reaches acme-eu; both only read. `triage` and `eu-triage` reach the same, and may
 * change issues too. They are of the user Backstage, who is in no team.
 *
 * @public
 */
export function demoToken(
  instance: 'default' | 'eu' | 'triage' | 'eu-triage',
): string {
  return createHash('sha256').update(`demo token ${instance}`).digest('hex');
}

/**
 * The OAuth application of the demo: a Backstage backend on any port of this
 * machine. Id and secret are 64 hex digits, as Sentry has them, always the same.
 *
 * @public
 */
export function demoOAuthApplication(): EmulatorOAuthApplication {
  const hash = (text: string) =>
    createHash('sha256').update(`demo application ${text}`).digest('hex');
  const callback = '/api/auth/sentry/handler/frame';
  return {
    name: 'Backstage',
    clientId: hash('id'),
    clientSecret: hash('secret'),
    redirectUris: [
      `http://localhost:7007${callback}`,
      `http://localhost${callback}`,
      `http://127.0.0.1${callback}`,
    ],
  };
}

/**
 * The organizations, projects, users and tokens of the demo. `umbrella` is there to be
 * refused: no token is a member of it.
 *
 * @public
 */
export function defaultWorld(): EmulatorWorld {
  return {
    organizations: [
      {
        slug: 'acme',
        name: 'Acme',
        members: acmeMembers,
        teams: acmeTeams,
        openMembership: false,
        projects: [
          {
            id: '11',
            slug: 'shop-web',
            name: 'Shop web',
            platform: 'javascript',
            ownershipRules: 'path:src/* #storefront\n',
          },
          { id: '12', slug: 'checkout', name: 'Checkout', platform: 'node' },
          { id: '13', slug: 'payments', name: 'Payments', platform: 'node' },
          {
            id: '14',
            slug: 'storefront-ios',
            name: 'Storefront iOS',
            platform: 'apple-ios',
          },
        ],
      },
      {
        slug: 'acme-labs',
        name: 'Acme Labs',
        codeMappings: [
          { project: 'prototype', repository: 'example/prototype' },
        ],
        projects: [
          { id: '21', slug: 'prototype', name: 'Prototype', platform: 'node' },
        ],
      },
      {
        slug: 'acme-eu',
        name: 'Acme EU',
        projects: [
          { id: '31', slug: 'billing', name: 'Billing', platform: 'node' },
        ],
      },
      {
        slug: 'umbrella',
        name: 'Umbrella',
        projects: [{ id: '41', slug: 'hive', name: 'Hive', platform: 'node' }],
      },
    ],
    tokens: [
      {
        token: demoToken('default'),
        scopes: readScopes,
        organizations: ['acme', 'acme-labs'],
        user: backstage.id,
      },
      {
        token: demoToken('triage'),
        scopes: triageScopes,
        organizations: ['acme', 'acme-labs'],
        user: backstage.id,
      },
      {
        token: demoToken('eu'),
        scopes: readScopes,
        organizations: ['acme-eu'],
        user: backstage.id,
      },
      {
        token: demoToken('eu-triage'),
        scopes: triageScopes,
        organizations: ['acme-eu'],
        user: backstage.id,
      },
    ],
    users: [
      {
        id: '501',
        name: 'Ada Park',
        email: 'ada@example.com',
        organizations: ['acme', 'acme-labs'],
      },
      {
        id: '502',
        name: 'Jonas Weber',
        email: 'jonas@example.com',
        organizations: ['acme'],
        projects: ['checkout'],
      },
      backstage,
    ],
    oauthApplications: [demoOAuthApplication()],
  };
}

/**
 * An organization token as Sentry makes them: the prefix, where it belongs as
 * JSON in base64, and 43 characters. Always the same for the same place, and
 * good nowhere until it is one of the world's tokens, of kind `organization`.
 *
 * @public
 */
export function organizationToken(options: {
  /** Slug. */
  organization: string;
  /** Such as `https://sentry.io`, without a slash at the end. */
  url: string;
  /** Default `url`. */
  regionUrl?: string;
}): string {
  const { organization, url, regionUrl = url } = options;
  const payload = JSON.stringify({
    iat: 1_760_000_000,
    url,
    region_url: regionUrl,
    org: organization,
  });
  const secret = seededHex(0, `organization token ${organization}`, 43);
  return `sntrys_${Buffer.from(payload).toString('base64')}_${secret}`;
}
