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
  /** What to press in the open issue: a button, and an item of the menu it opens. */
  press?: [button: string | RegExp, item?: string];
  /** Requests that stay without an answer, as a glob of their address. */
  unanswered?: string;
  /** The heading to scroll to. */
  scrollTo?: string;
  isPhone?: boolean;
}

const component = (name: string, tab = '') =>
  `/catalog/default/component/${name}${tab}`;

const search = (query: string) => `/sentry?${new URLSearchParams({ query })}`;

/** All that is asked of the backend about an entity. */
const everything = '**/api/sentry/entities/**';

const regressions = component('shop-web', search('is:unresolved is:regressed'));

/** The demo as it is when all is well, or as well as its catalog allows. */
export const shots: Shot[] = [
  { name: 'card', path: component('shop-web'), until: /^All \d+ issues/ },
  {
    name: 'card-loading',
    path: component('shop-web'),
    until: 'Loading issues…',
    unanswered: everything,
  },
  {
    name: 'tab',
    path: component('shop-web', '/sentry'),
    until: /SyntaxError/,
  },
  {
    name: 'tab-loading',
    path: component('shop-web', '/sentry'),
    until: 'Loading issues…',
    unanswered: everything,
  },
  {
    name: 'tab-slow',
    path: component('shop-web', '/sentry'),
    until: 'Sentry is slow to answer…',
    unanswered: everything,
  },
  {
    name: 'tab-narrow',
    path: component('shop-web', '/sentry'),
    until: /About/,
    isPhone: true,
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
  },
  {
    name: 'issue-loading',
    path: regressions,
    until: 'Loading the issue…',
    open: /Regressed/,
    unanswered: '**/api/sentry/entities/**/issues/*',
  },
  {
    name: 'issue-stack',
    path: regressions,
    until: 'Copy as text',
    open: /Regressed/,
    scrollTo: 'Stack trace',
  },
  {
    name: 'issue-narrow',
    path: regressions,
    until: 'Copy as text',
    open: /Regressed/,
    isPhone: true,
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
    until: /by component|of \d+ component/,
  },
  {
    name: 'catalog-table',
    path: '/?filters[kind]=component&filters[user]=all',
    until: /regressed or escalating/,
  },
  { name: 'my-issues', path: '/sentry/my-issues', until: /SHOP-WEB-/ },
  { name: 'teams', path: '/sentry/teams', until: 'Storefront' },
  { name: 'connection', path: '/sentry/connection', until: /personal/ },
  {
    name: 'empty',
    path: component('shop-web', search('level:debug')),
    until: /No issues match/,
  },
  {
    name: 'query-invalid',
    path: component('shop-web', search('is:nonsense')),
    until: /Invalid value for/,
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

/** What a portal shows that has no Sentry. */
export const shotsOfNoSentry: Shot[] = [
  {
    name: 'not-configured',
    path: component('shop-web'),
    until: /organization/,
  },
];
