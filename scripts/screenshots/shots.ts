/** What to make a picture of, in light and in dark. */
export interface Shot {
  name: string;
  /** Below the app's address. */
  path: string;
  /** A text that is there once the page has settled. */
  until: string | RegExp;
  /** The text of an issue of the list to open. */
  open?: string | RegExp;
  /** How many issues of the list to select. */
  select?: number;
  /** A button to press, and an item of the menu it opens. */
  press?: [button: string | RegExp, item?: string];
  /**
   * Answers of the backend, by a glob of their address: with other fields than the demo has,
   * and none at all without them.
   */
  answers?: { url: string; with?: object }[];
  /** The heading to scroll to. */
  scrollTo?: string;
  /** Whether the docs show it on a phone, too. */
  isKey?: boolean;
}

const component = (name: string, tab = '') =>
  `/catalog/default/component/${name}${tab}`;

const search = (query: string) => `/sentry?${new URLSearchParams({ query })}`;

/** All that is asked of the backend about an entity. */
const everything = '**/api/sentry/entities/**';

const regressions = component('shop-web', search('is:unresolved is:regressed'));

/** The demo as it is when all is well, or as well as its catalog allows. */
export const shots: Shot[] = [
  {
    name: 'card',
    scrollTo: 'Sentry',
    path: component('shop-web'),
    until: /^All \d+ issues/,
    isKey: true,
  },
  {
    name: 'card-calm',
    scrollTo: 'Sentry',
    path: component('shop-web'),
    until: /Nothing new in/,
    answers: [
      {
        url: '**/shop-web/summary?*',
        with: { new: 0, regressed: 0, escalating: 0 },
      },
    ],
  },
  {
    name: 'card-empty',
    scrollTo: 'Sentry',
    path: component('shop-web'),
    until: /No unresolved issues/,
    answers: [
      {
        url: '**/shop-web/summary?*',
        with: {
          unresolved: 0,
          new: 0,
          regressed: 0,
          escalating: 0,
          unhandled: 0,
          users: 0,
          capped: [],
        },
      },
      {
        url: '**/shop-web/issues?*',
        with: { items: [], totalItems: 0, pageInfo: {} },
      },
    ],
  },
  {
    name: 'card-loading',
    scrollTo: 'Sentry',
    path: component('shop-web'),
    until: 'Loading issues…',
    answers: [{ url: everything }],
  },
  {
    name: 'tab',
    path: component('shop-web', '/sentry'),
    until: /SyntaxError/,
    isKey: true,
  },
  {
    name: 'tab-loading',
    path: component('shop-web', '/sentry'),
    until: 'Loading issues…',
    answers: [{ url: everything }],
  },
  {
    name: 'tab-slow',
    path: component('shop-web', '/sentry'),
    until: 'Sentry is slow to answer…',
    answers: [{ url: everything }],
  },
  {
    name: 'two-projects',
    path: component('checkout', '/sentry'),
    until: /SyntaxError/,
  },
  {
    name: 'issue',
    path: regressions,
    until: 'Copy as text',
    open: /Regressed/,
    isKey: true,
  },
  {
    name: 'issue-loading',
    path: regressions,
    until: 'Loading the issue…',
    open: /Regressed/,
    answers: [{ url: '**/api/sentry/entities/**/issues/*' }],
  },
  {
    name: 'issue-stack',
    path: regressions,
    until: 'Copy as text',
    open: /Regressed/,
    scrollTo: 'Stack trace',
  },
  {
    name: 'issue-csp',
    path: component('shop-web', search('is:unresolved')),
    until: /content security policy/,
    open: /Blocked 'script'/,
    scrollTo: 'Event',
  },
  {
    name: 'issue-not-found',
    path: component('shop-web', '/sentry?issue=SHOP-WEB-ZZZZ'),
    until: 'A link to an issue stops working when:',
  },
  {
    name: 'triage',
    path: component('checkout', '/sentry'),
    until: /SyntaxError/,
    select: 2,
  },
  {
    name: 'system',
    path: '/catalog/default/system/billing/sentry',
    until: /Unresolved issues (by|of \d+) component/,
  },
  {
    name: 'catalog-table',
    path: '/?filters[kind]=component&filters[user]=all',
    until: /regressed or escalating/,
  },
  {
    name: 'my-issues',
    path: '/sentry/my-issues',
    until: /SHOP-WEB-/,
  },
  { name: 'teams', path: '/sentry/teams', until: 'Storefront' },
  { name: 'coverage', path: '/sentry/coverage', until: 'Compared' },
  {
    name: 'releases',
    path: component('shop-web', '/sentry?release='),
    until: /crash-free/i,
  },
  { name: 'connection', path: '/sentry/connection', until: /personal/ },
  {
    name: 'empty',
    path: component('shop-web', search('level:debug')),
    until: /No issues match/,
  },
  {
    name: 'query-invalid',
    path: component('shop-web', search('is:nonsense')),
    until: /Can’t search for/,
  },
  {
    name: 'not-connected',
    path: component('my-checkout', '/sentry'),
    until: /Connect to Sentry/,
  },
  {
    name: 'annotation-invalid',
    path: component('broken-annotation', '/sentry'),
    until: /acme\//,
  },
  {
    name: 'organization-not-allowed',
    path: component('foreign-org', '/sentry'),
    until: /umbrella/,
  },
  {
    name: 'annotation-missing',
    path: '/catalog/default/system/intranet/sentry',
    until: 'No Sentry project to show',
  },
  {
    name: 'project-not-found',
    path: component('renamed-project', '/sentry'),
    until: /shop-frontend/,
  },
  {
    name: 'issue-actions',
    path: regressions,
    until: 'In the next release',
    open: /Regressed/,
    press: [/^Status/],
  },
  // Last, since it changes what the others show.
  {
    name: 'issue-resolved',
    path: regressions,
    until: 'Undo',
    open: /Regressed/,
    press: [/^Status/, 'Now'],
  },
];

/** Of a portal that shows the compact card alone. */
export const shotsOfCompactCard: Shot[] = [
  {
    name: 'card-compact',
    path: component('shop-web'),
    until: /^All issues/,
    isKey: true,
  },
];

/** What a portal shows that has no Sentry. */
export const shotsOfNoSentry: Shot[] = [
  {
    name: 'not-configured',
    scrollTo: 'Sentry',
    path: component('shop-web'),
    until: /organization/,
  },
];
