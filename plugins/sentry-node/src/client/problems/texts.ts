import { safeAddress, safeText } from '../../text/mask';
import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { getDomain } from 'tldts';
import {
  wanted,
  ErrorDetail,
  isChange,
  nameAll,
  projectOf,
  RequestSubject,
} from './facts';
import { sentryCannotChange } from '../../problems';
/**
 * An answer that a Sentry server would not give; nearly always the address is
 * another server's, or of something in front of it.
 *
 * @param what - ends the sentence `… answered with`
 */
export function unexpectedProblem(
  { host, instance }: RequestSubject,
  what: string,
): SentryProblem {
  return {
    code: 'UPSTREAM_UNEXPECTED',
    message: `${host} answered with ${what}.`,
    action: `The platform team checks that \`baseUrl\` of the Sentry instance \`${instance}\` is the address of a Sentry server as a browser shows it, without /api/0, and that no login page or proxy stands in front of it.`,
  };
}

/** A call that Sentry refused, or would refuse, for the number of them. */
export function rateLimited(
  { host, instance }: RequestSubject,
  seconds: number,
): SentryProblem {
  return {
    code: 'RATE_LIMITED',
    message: `The rate limit of ${host} is used up.`,
    action: `Try again in ${seconds} s. If this happens often, ask your platform team to raise \`cache.ttl\`, or to give the Sentry instance \`${instance}\` a token of its own.`,
    retryAfterSeconds: seconds,
  };
}

/** A call of somebody who has so many waiting that it could not have its turn in time. */
export function tooManyWaiting(
  { host }: RequestSubject,
  seconds: number,
): SentryProblem {
  return {
    code: 'RATE_LIMITED',
    message: `Too many of your requests are waiting for ${host}.`,
    action: `Try again in ${seconds} s, and ask for less at once.`,
    retryAfterSeconds: seconds,
  };
}

export function timedOut({ host }: RequestSubject): SentryProblem {
  return {
    code: 'UPSTREAM_TIMEOUT',
    message: `${host} did not answer in time.`,
    action:
      'Try again, or choose a shorter period; the platform team may raise `client.timeout`.',
  };
}

/** A call whose turn did not come. */
export function overdue({ host, instance }: RequestSubject): SentryProblem {
  return {
    code: 'UPSTREAM_TIMEOUT',
    message: `Too many requests are waiting for ${host}: this one was not sent in time.`,
    action: `Try again in a minute. If this happens often, ask your platform team to raise \`client.maxConcurrency\` of the Sentry instance \`${instance}\`, or to check why ${host} is slow.`,
  };
}

/** A token that counts only once its owner has logged in in a certain way, and where to. */
export function loginRequired(
  subject: RequestSubject,
  { code = '', loginUrl }: ErrorDetail,
): SentryProblem {
  const { host, organization, tokenSource } = subject;
  const place = organization
    ? `Sentry's organization \`${organization}\``
    : host;
  const page = loginUrl === undefined ? undefined : pageOf(loginUrl, subject);
  const where = page ?? host;
  return {
    code: 'SSO_REQUIRED',
    message:
      tokenSource === 'user'
        ? `${place} requires ${wanted[code]}, which you have not completed.`
        : `${place} requires ${wanted[code]}, which the token's owner has not completed.`,
    action:
      tokenSource === 'user'
        ? `Sign in at ${where} that way once, and try again.`
        : `The owner of the token signs in at ${where} that way once; or the platform team uses the token of an internal integration, which needs no login.`,
    ...(page && { documentation: page }),
  };
}

/** The login page that Sentry names, by URL or path: on its own domain, without parameters. */
function pageOf(
  loginUrl: string,
  { origin }: RequestSubject,
): string | undefined {
  const server = URL.parse(origin ?? '');
  const page = server && URL.parse(loginUrl, server);
  if (
    !page ||
    page.username ||
    page.password ||
    (page.protocol !== 'https:' && page.protocol !== server.protocol) ||
    !isRelated(server.hostname, page.hostname)
  ) {
    return undefined;
  }
  return safeAddress(new URL(page.pathname, page.origin));
}

/** Whether two hosts are in the same hands: one host, or of one registrable domain. */
function isRelated(one: string, other: string): boolean {
  // Hosting companies count as suffixes, too: their customers are strangers.
  const domainOf = (host: string) =>
    getDomain(host, { allowPrivateDomains: true });
  const domain = domainOf(one);
  return one === other || (domain !== null && domain === domainOf(other));
}

/** The texts of Sentry's 401, and what each means. */
const causes: { text: RegExp; cause: string; action: string }[] = [
  {
    text: /token expired/i,
    cause: 'it has expired',
    action: 'creates a new token in Sentry',
  },
  {
    text: /user inactive or deleted/i,
    cause: 'its owner is deactivated or deleted in Sentry',
    action: 'creates a token of an internal integration, which has no owner',
  },
  {
    text: /credentials were not provided/i,
    cause:
      'it did not arrive, as when a proxy removes the Authorization header',
    action: 'checks what stands between Backstage and Sentry, and the token',
  },
  {
    text: /organization access|limited to organization endpoints/i,
    cause: 'it is limited to another organization',
    action: 'uses a token of this organization',
  },
  {
    text: /api key is not valid/i,
    cause: 'it is no API key that Sentry knows, or one that was switched off',
    action: 'creates a token of an internal integration instead',
  },
  {
    text: /invalid org token/i,
    cause: 'it is an organization auth token that Sentry does not know',
    action: 'creates a token of an internal integration instead',
  },
];

const unknown = {
  cause:
    'Sentry does not know it: it is mistyped, revoked or of another server',
  action: 'checks the token, or creates a new one in Sentry',
};

/** A 401: its text says which. */
export function rejectedToken(
  { host, instance, tokenSource }: RequestSubject,
  text: string,
): SentryProblem {
  const { cause, action } = causes.find(row => row.text.test(text)) ?? unknown;
  if (tokenSource === 'user') {
    return {
      code: 'TOKEN_REJECTED',
      message: `${host} rejects your Sentry token: ${cause}.`,
      action: 'Choose Connect to Sentry again.',
    };
  }
  if (tokenSource === 'token-exchange') {
    return {
      code: 'TOKEN_REJECTED',
      message: `${host} rejects the token that the security token service gave out for you: ${cause}.`,
      action: `The platform team checks that the service of the Sentry instance \`${instance}\` gives out tokens of this Sentry.`,
    };
  }
  if (tokenSource === 'dsn') {
    return {
      code: 'TOKEN_REJECTED',
      message: `${host} rejects the DSN: it is mistyped, switched off or of another server.`,
      action:
        "Copy it again from the project's settings in Sentry, Client Keys (DSN).",
    };
  }
  return {
    code: 'TOKEN_REJECTED',
    message: `${host} rejects the token of the Sentry instance \`${instance}\`: ${cause}.`,
    action: `The platform team ${action}, and sets it in the instance's config.`,
  };
}

/**
 * A 403, with the scopes of which one would have sufficed, where Sentry names them.
 */
export function scopeMissing(
  subject: RequestSubject,
  scopes: string[],
): SentryProblem {
  const { instance, organization, tokenSource } = subject;
  const cause = scopes.length
    ? `it lacks one of the scopes ${nameAll(scopes)}`
    : refusal(subject);
  const isOwn = tokenSource === 'user';
  const place = organization ? ` in the organization \`${organization}\`` : '';
  const needed = new Set(['event:read', 'org:read', 'project:read']);
  if (subject.scope) {
    needed.add(subject.scope);
  }
  return {
    ...(isChange(subject)
      ? sentryCannotChange({ instance, organization, isOwn, cause })
      : {
          code: 'SCOPE_MISSING',
          message: `The Sentry token of the instance \`${instance}\` may not read this${place}: ${cause}.`,
          action: isOwn
            ? 'Ask an admin of the organization in Sentry for access; where a scope is missing, choose Connect to Sentry again.'
            : `The platform team gives the token the scopes ${nameScopes([...needed])}, in an organization its owner belongs to, and access to its projects.`,
        }),
    ...((subject.project || subject.projects?.length === 1) && {
      project: projectOf(subject),
    }),
  };
}

/** What a 403 without a reason can mean. Ids are left out: people don't know them. */
function refusal(subject: RequestSubject): string {
  const { scope, project, projects, namesScopes } = subject;
  const isAboutProjects = Boolean(project || projects?.length);
  if (namesScopes) {
    return isAboutProjects
      ? 'its owner has no access to a project asked for'
      : 'its owner is no member of the organization';
  }
  return `it lacks ${scope ? `the scope \`${scope}\`` : 'a scope'}, or ${
    isAboutProjects
      ? 'has lost access to a project asked for'
      : 'its owner is no member of the organization'
  }`;
}

function nameScopes(scopes: string[]): string {
  return `${scopes.slice(0, -1).join(', ')} and ${scopes.at(-1)}`;
}

const FILTER_VALUES =
  /invalid value for "(\w{1,40})" search, valid values are \[([\w', -]*)\]/i;

/** Of a filter with a value that Sentry does not know: which one, and what it knows instead. */
export function refusedQuery(text: string, query = ''): string {
  const [, name, list] = FILTER_VALUES.exec(text) ?? [];
  if (!name) {
    return `Sentry rejects the query: ${safeText(text) || 'it gives no reason'}`;
  }
  const known: string[] = list.match(/[\w-]+/g) ?? [];
  // The usual ones first: some of the others mean something to programs only.
  const usual = [
    'unresolved',
    'resolved',
    'regressed',
    'escalating',
    'assigned',
  ];
  const shown = [
    ...new Set([...usual.filter(one => known.includes(one)), ...known]),
  ];
  const mistaken = query
    .split(/\s+/)
    .map(term => /^!?(\w+):"?([\w-]{1,60})"?$/.exec(term) ?? [])
    .find(([, key, value]) => key === name && !known.includes(value))?.[2];
  return `Unknown value ${mistaken ? `"${safeText(mistaken)}" ` : ''}for \`${name}:\`. Try ${shown.slice(0, 8).join(', ')}.`;
}
