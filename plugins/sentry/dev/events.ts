import type {
  SentryBreadcrumb,
  SentryEvent,
  SentryIssue,
  SentryStackFrame,
} from 'backstage-plugin-sentry-common';
import { makeRelease } from './detail';
import { ago } from './issues';

const hour = 3_600_000;

type Kind = (issue: SentryIssue, age: number) => Partial<SentryEvent>;

const kinds: Kind[] = [
  withChain,
  withPython,
  withMinified,
  withoutFrames,
  withMessage,
  withCsp,
  withOccurrence,
  withNothing,
];

/** Three events of an issue, the latest first; each next issue is of another kind. */
export function makeEvents(issue: SentryIssue): SentryEvent[] {
  const seed = Number(issue.id) - 4500;
  const kind = kinds[seed % kinds.length];
  return Array.from({ length: 3 }, (_, index) => ({
    id: `${issue.id}${index}`.padStart(32, 'c0ffee'),
    title: issue.title,
    dateCreated: ago(index * 5 * hour + 90_000),
    platform: 'javascript',
    type: 'error',
    level: issue.level,
    culprit: issue.culprit,
    environment: 'production',
    release: makeRelease('2.4.0', 9 * hour),
    sdk: { name: 'sentry.javascript.react', version: '10.20.0' },
    tags: [
      { key: 'browser', value: 'Firefox 144' },
      { key: 'url', value: 'https://shop.example.com/checkout' },
      { key: 'locale', value: 'العربية' },
    ],
    contexts: [
      {
        name: 'browser',
        facts: [
          ['name', 'Firefox'],
          ['version', '144.0'],
        ],
      },
      {
        name: 'os',
        facts: [
          ['name', 'Windows'],
          ['version', '11'],
        ],
      },
    ],
    exceptions: [],
    threads: [],
    breadcrumbs: [],
    errors: [],
    position: {},
    link: `${issue.permalink}events/${index}/`,
    ...kind(issue, index * 5 * hour + 90_000),
  }));
}

function withChain({ type, value }: SentryIssue, age: number) {
  return {
    exceptions: [
      {
        type,
        value,
        mechanism: { type: 'onerror', handled: false },
        frames: [
          appFrame('CartTotals', 'src/cart/CartTotals.tsx', 42),
          ...libraryFrames('react-dom', 12),
          appFrame('submitOrder', 'src/checkout/submitOrder.ts', 118),
          ...libraryFrames('react-dom', 3),
        ],
      },
      {
        type: 'HttpError',
        value: 'GET /api/cart answered with 502 Bad Gateway',
        mechanism: { type: 'chained', handled: true },
        frames: [appFrame('fetchCart', 'src/api/cart.ts', 17)],
      },
    ],
    breadcrumbs: makeBreadcrumbs(age),
    request: {
      method: 'GET',
      url: 'https://shop.example.com/checkout?cart=4711&token=[removed]',
      headers: [
        ['user-agent', 'Mozilla/5.0 (Windows NT 10.0) Firefox/144.0'],
        ['accept-language', 'ar'],
      ] satisfies [string, string][],
    },
    attachmentCount: 1,
  };
}

function withPython({ type, value }: SentryIssue, age: number) {
  return {
    platform: 'python',
    exceptions: [
      {
        type,
        value,
        frames: [
          appFrame('pay', 'shop/payments.py', 88),
          ...libraryFrames('requests', 7),
        ],
        framesOmitted: { before: 4, count: 120 },
      },
    ],
    breadcrumbs: makeBreadcrumbs(age).slice(0, 3),
  };
}

function withMinified({ type, value }: SentryIssue) {
  return {
    exceptions: [
      {
        type,
        value,
        frames: ['t', 'n', 'e'].map(name => ({
          filename: 'https://shop.example.com/static/main.4f1c2a9d.js',
          function: name,
          lineNo: 1,
          colNo: 48_211,
          inApp: true,
          isMinified: true,
          context: [],
        })),
      },
    ],
    errors: ['Source code was not found for `main.4f1c2a9d.js`.'],
  };
}

function withoutFrames({ type, value }: SentryIssue) {
  return { exceptions: [{ type, value, frames: [] }] };
}

function withMessage() {
  return {
    type: 'default',
    message: 'Payment provider answered slowly: retrying in 3 s',
  };
}

function withCsp() {
  return {
    type: 'csp',
    csp: {
      directive: 'script-src-elem',
      blockedUri: 'https://ads.example.com/a.js',
      documentUri: 'https://shop.example.com/cart',
      disposition: 'report',
    },
  };
}

function withOccurrence() {
  return {
    type: 'generic',
    occurrence: {
      title: 'N+1 Query',
      subtitle: 'SELECT * FROM items WHERE cart_id = %s',
      evidence: [
        { name: 'Transaction', value: 'GET /cart', important: true },
        { name: 'Repeating spans', value: '42', important: false },
      ],
    },
  };
}

function withNothing() {
  return { type: 'from-the-future', platform: undefined, culprit: undefined };
}

function appFrame(
  name: string,
  filename: string,
  lineNo: number,
): SentryStackFrame {
  return {
    filename,
    function: name,
    lineNo,
    colNo: 14,
    inApp: true,
    context: [
      'export function totalsOf(props: Props) {',
      '  const { cart, session } = props;',
      '',
      '  // What the viewer sees is in the currency of the cart.',
      '  const { currency } = cart.totals;',
      '  return format(cart.totals.amount, { style: "currency", currency, minimumFractionDigits: 2 });',
      '}',
    ].map((text, index): [number, string] => [lineNo - 4 + index, text]),
    sourceUrl: `https://code.example.com/acme/shop-web/blob/main/${filename}#L${lineNo}`,
  };
}

function libraryFrames(library: string, count: number): SentryStackFrame[] {
  return Array.from({ length: count }, (_, index) => ({
    filename: `node_modules/${library}/index.js`,
    function: `${library.replace('-', '')}Call${index}`,
    lineNo: 100 + index,
    inApp: false,
    packageName: library,
    context: [],
  }));
}

function makeBreadcrumbs(age: number): SentryBreadcrumb[] {
  const crumbs: SentryBreadcrumb[] = [
    {
      category: 'navigation',
      data: [
        ['from', '/'],
        ['to', '/cart'],
      ],
    },
    { category: 'ui.click', message: 'button#add-to-cart' },
    {
      category: 'fetch',
      data: [
        ['method', 'GET'],
        ['url', '/api/cart'],
        ['status_code', '200'],
      ],
    },
    { category: 'console', level: 'warning', message: 'السلة فارغة' },
    { category: 'ui.click', message: 'a.checkout > span' },
    {
      category: 'navigation',
      data: [
        ['from', '/cart'],
        ['to', '/checkout'],
      ],
    },
    {
      category: 'fetch',
      level: 'error',
      data: [
        ['method', 'GET'],
        ['url', '/api/cart'],
        ['status_code', '502'],
      ],
    },
    { category: 'ui.input', message: 'input[name="coupon"]' },
    { category: 'ui.click', message: 'button#pay' },
    { category: 'exception', level: 'error', message: 'HttpError: 502' },
  ];
  return crumbs.map((crumb, index) => ({
    ...crumb,
    timestamp: ago(age + (crumbs.length - index) ** 3 * 120),
  }));
}
