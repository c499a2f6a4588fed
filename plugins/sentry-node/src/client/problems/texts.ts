import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { isSentrySaas } from '../../mapping/links';
import { SentryProblemError } from '../../problems';
import { nearestOf } from '../../config/configError';
import { safeText } from '../../text/mask';
import {
  isChange,
  nameAll,
  projectOf,
  type ErrorDetail,
  type RequestSubject,
} from './facts';

/**
 * An answer that a Sentry server would not give; nearly always the address is
 * another server's, or of something in front of it.
 *
 * @param what - ends the sentence `… returned`
 */
export function unexpectedProblem(
  { host, instance }: RequestSubject,
  what: string,
): SentryProblem {
  return {
    code: 'UPSTREAM_UNEXPECTED',
    message: `${host} returned ${what}.`,
    action: `Ask your platform team to check that \`baseUrl\` of the Sentry instance \`${instance}\` is the address of a Sentry server as a browser shows it, without /api/0, and that no login page or proxy is in front of it.`,
  };
}

/** A call that Sentry refused, or would refuse, for the number of them. */
export function rateLimited(
  { instance }: RequestSubject,
  seconds: number,
): SentryProblem {
  return {
    code: 'RATE_LIMITED',
    message: `Sentry's rate limit is used up.`,
    action: `Try again in ${seconds} s. If this happens often, ask your platform team to raise \`cache.ttl\`, or to give the Sentry instance \`${instance}\` a token of its own.`,
    retryAfterSeconds: seconds,
  };
}

/** A call of a caller with so many waiting calls that this one could not be sent in time. */
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
      'Try again, or choose a shorter period. If this happens often, ask your platform team to raise `client.timeout`.',
  };
}

/** A call that was not sent in time. */
export function overdue({ host, instance }: RequestSubject): SentryProblem {
  return {
    code: 'UPSTREAM_TIMEOUT',
    message: `Too many requests are waiting for ${host}: this one was not sent in time.`,
    action: `Try again in a minute. If this happens often, ask your platform team to raise \`client.maxConcurrency\` of the Sentry instance \`${instance}\`, or to check why ${host} is slow.`,
  };
}

/** What Sentry requires of the token's owner, by the code in its answer. */
export const requirements: Record<string, string> = {
  'sso-required': 'single sign-on',
  '2fa-required': 'two-factor authentication',
  'sudo-required': 'a login that was confirmed a short while ago',
};

/** A token that counts only once its owner has logged in in a certain way. */
export function loginRequired(
  subject: RequestSubject,
  { code = '', loginUrl }: ErrorDetail,
): SentryProblem {
  const { host, organization, tokenSource } = subject;
  const place = organization ? `The organization \`${organization}\`` : host;
  const page = loginPage(subject, loginUrl);
  const isOwn = tokenSource === 'user';
  return {
    code: 'SSO_REQUIRED',
    message: `${place} requires ${requirements[code]}, which ${isOwn ? 'you have' : "the token's owner has"} not completed.`,
    action: isOwn
      ? `Sign in at ${page ?? host} that way once, and try again.`
      : `Ask the owner of the token to sign in at ${page ?? host} that way once, or your platform team to use the token of an internal integration, which needs no login.`,
    ...(page && { documentation: page }),
  };
}

/** The login page that Sentry names, by URL or path: on the server that is asked, and on no other. */
function loginPage(
  { origin = '' }: RequestSubject,
  loginUrl = '',
): string | undefined {
  const server = URL.parse(origin);
  const path = server && URL.parse(loginUrl, server)?.pathname;
  return path && /^(?:\/[\w-]+)?\/auth\/login\/[\w-]*\/?$/.test(path)
    ? `${isSentrySaas(server.hostname) ? 'https://sentry.io' : origin}${path}`
    : undefined;
}

/** What the text of Sentry's 401 means, and what helps. */
const causes: { text: RegExp; cause: string; action: string }[] = [
  {
    text: /token expired/i,
    cause: 'it has expired',
    action: 'create a new token in Sentry',
  },
  {
    text: /user inactive or deleted/i,
    cause: 'its owner is deactivated or deleted in Sentry',
    action: 'create a token of an internal integration, which has no owner',
  },
  {
    text: /credentials were not provided/i,
    cause: 'it did not arrive, as if a proxy removed the Authorization header',
    action: 'check the token, and what is between Backstage and Sentry',
  },
  {
    text: /organization access|limited to organization endpoints/i,
    cause: 'it is limited to another organization',
    action: 'use a token of this organization',
  },
];

const unknown = {
  cause:
    'Sentry does not know it: it is mistyped, revoked, switched off or of another server',
  action: 'check the token, or create a new one in Sentry',
};

/** A 401: its text says why. */
export function rejectedToken(
  { host, instance, tokenSource }: RequestSubject,
  text: string,
): SentryProblem {
  const code = 'TOKEN_REJECTED';
  const { cause, action } = causes.find(row => row.text.test(text)) ?? unknown;
  switch (tokenSource) {
    case 'user':
      return {
        code,
        message: `${host} rejects your Sentry token: ${cause}.`,
        action: 'Choose Connect to Sentry again.',
      };
    case 'token-exchange':
      return {
        code,
        message: `${host} rejects the token that the security token service issued for you: ${cause}.`,
        action: `Ask your platform team to check that the service of the Sentry instance \`${instance}\` issues tokens of this Sentry.`,
      };
    case 'dsn':
      return {
        code,
        message: `${host} rejects the DSN: it is mistyped, switched off or of another server.`,
        action:
          "Copy it again from the project's settings in Sentry, Client Keys (DSN).",
      };
    default:
      return {
        code,
        message: `${host} rejects the token of the Sentry instance \`${instance}\`: ${cause}.`,
        action: `Ask your platform team to ${action}, and to set it in the instance's config.`,
      };
  }
}

/** A 403, with the scopes of which one would have sufficed, where Sentry names them. */
export function scopeMissing(
  subject: RequestSubject,
  scopes: string[],
): SentryProblem {
  const { instance, organization, tokenSource, scope } = subject;
  const cause = scopes.length
    ? `it lacks one of the scopes ${nameAll(scopes)}`
    : refusal(subject);
  const isOwn = tokenSource === 'user';
  const place = organization ? ` in the organization \`${organization}\`` : '';
  const needed = new Set(['event:read', 'org:read', 'project:read']);
  const problem: SentryProblem = isChange(subject)
    ? SentryProblemError.cannotChange({
        instance,
        organization,
        isOwn,
        cause,
      }).toProblem()
    : {
        code: 'SCOPE_MISSING',
        message: `The Sentry token of the instance \`${instance}\` may not read this${place}: ${cause}.`,
        action: isOwn
          ? 'Ask an admin of the organization in Sentry for access. If a scope is missing, choose Connect to Sentry again.'
          : `Ask your platform team to give the token the scopes ${nameAll([...(scope ? needed.add(scope) : needed)])}, in an organization its owner belongs to, and access to its projects.`,
      };
  return subject.project || subject.projects?.length === 1
    ? { ...problem, project: projectOf(subject) }
    : problem;
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
  const other = isAboutProjects
    ? 'has lost access to a project asked for'
    : 'its owner is no member of the organization';
  return `it lacks ${scope ? `the scope \`${scope}\`` : 'a scope'}, or ${other}`;
}

/** These first: some of the others mean something to programs only. */
const USUAL = ['unresolved', 'resolved', 'regressed', 'escalating', 'assigned'];

/** Of a filter with a value that Sentry does not know: which one, and what it knows instead. */
export function refusedQuery(
  text: string,
  query = '',
): Pick<SentryProblem, 'message' | 'action' | 'invalid'> {
  if (/^invalid cursor\b/i.test(text)) {
    return {
      message: 'Sentry does not know this page of the list any more.',
      action: 'Go back to the first page.',
      invalid: { parameter: 'cursor' },
    };
  }
  const [, name, list] =
    /invalid value for "(\w{1,40})" search, valid values are \[([\w', -]*)\]/i.exec(
      text,
    ) ?? [];
  if (!name) {
    return {
      message: `Sentry rejects the query: ${safeText(text) || 'it gives no reason'}`,
      invalid: { parameter: 'query' },
    };
  }
  const known: string[] = list.match(/[\w-]+/g) ?? [];
  const usual = USUAL.filter(value => known.includes(value));
  const shown = [...new Set([...usual, ...known])].slice(0, 8);
  const mistaken = query
    .split(/\s+/)
    .map(one => /^!?(\w+):"?([\w-]{1,60})"?$/.exec(one))
    .find(match => match?.[1] === name && !known.includes(match[2]));
  const [term, , value] = mistaken?.map(part => safeText(part)) ?? [];
  const near = value && known.length ? nearestOf(value, known) : undefined;
  const nearest = near && `${name}:${near}`;
  return {
    message: `Unknown value ${value ? `"${value}" ` : ''}for \`${name}:\`. ${nearest ? `Did you mean \`${nearest}\`?` : `Try ${shown.join(', ')}.`}`,
    invalid: {
      parameter: 'query',
      ...(term && { values: [term] }),
      ...(nearest && { nearest }),
    },
  };
}
