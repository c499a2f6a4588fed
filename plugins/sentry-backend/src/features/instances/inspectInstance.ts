import type {
  SentryInstanceStatus,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryClient,
  type SentryInstanceConfig,
  type SentryOrganization,
  type SentryIndex,
} from 'backstage-plugin-sentry-node';
import { mostHelpful } from '../../scopes/problems';
import { isAnswer } from './RecentProblems';

type Asked<T> = { value: T; latencyMs: number } | { problem: SentryProblem };

/** What config says of an instance, without asking it. */
export function describeInstance({
  name,
  baseUrl,
  organization,
  authType,
}: SentryInstanceConfig): Omit<SentryInstanceStatus, 'reachable' | 'problems'> {
  return {
    name,
    baseUrl,
    ...(organization && { organization }),
    tls: new URL(baseUrl).protocol === 'https:',
    ...(authType && { credential: authType }),
  };
}

/** Asks an instance how it is doing, in two calls or three. Never throws a `SentryProblemError`. */
export async function inspectInstance(
  instance: SentryInstanceConfig,
  client: SentryClient,
  canTriage: boolean,
): Promise<SentryInstanceStatus> {
  const { name, organization } = instance;
  const [index, found] = await Promise.all([
    ask(() => client.getIndex()),
    organization ? ask(() => client.getOrganization(organization)) : undefined,
  ]);
  const problems: SentryProblem[] = [];
  if (found && 'problem' in found) {
    problems.push(found.problem);
  }
  // The hosts of regions have no index: there the organization is the proof.
  if ('problem' in index && (!found || 'problem' in found)) {
    problems.push(index.problem);
  }
  const held = 'value' in index ? index.value.scopes : undefined;
  const isGlitchtip = client.capabilities.server === 'glitchtip';
  const scopes = held && judgeScopes(held, { canTriage, isGlitchtip });
  // Without that to write, everything can be read, and triage itself says what it lacks.
  const unreadable = readScopes.filter(scope =>
    scopes?.missing.includes(scope),
  );
  if (unreadable.length) {
    problems.push(scopesMissing(name, unreadable));
  }
  const answered = [index, found].flatMap(asked =>
    asked && 'latencyMs' in asked ? asked.latencyMs : [],
  );
  const server = findServer(
    client,
    'value' in index ? index.value : undefined,
    found && 'value' in found ? found.value : undefined,
  );
  const { rateLimit, expiresAt } = client;
  return {
    ...describeInstance(instance),
    reachable: answered.length > 0 || problems.some(isAnswer),
    ...(answered.length && { latencyMs: Math.min(...answered) }),
    ...organizationFound(found),
    ...(found && 'value' in found && recommended(instance, found.value)),
    ...(scopes && { scopes }),
    ...(expiresAt !== undefined && {
      expiresAt: new Date(expiresAt).toISOString(),
    }),
    ...(rateLimit && {
      rateLimit: {
        limit: rateLimit.limit,
        remaining: rateLimit.remaining,
        resetsAt: new Date(rateLimit.resetsAt).toISOString(),
      },
    }),
    ...(server && { server }),
    problems: worstFirst(problems),
  };
}

async function ask<T>(question: () => Promise<T>): Promise<Asked<T>> {
  const start = performance.now();
  try {
    const value = await question();
    return { value, latencyMs: Math.round(performance.now() - start) };
  } catch (error) {
    if (error instanceof SentryProblemError) {
      return { problem: error.toProblem() };
    }
    throw error;
  }
}

function organizationFound(
  found: Asked<unknown> | undefined,
): Pick<SentryInstanceStatus, 'organizationFound'> {
  if (!found) {
    return {};
  }
  if ('value' in found) {
    return { organizationFound: true };
  }
  return found.problem.code === 'ORGANIZATION_NOT_FOUND'
    ? { organizationFound: false }
    : {};
}

/** Its region's own address, where Sentry's gateway would hand on every question. */
function recommended(
  { baseUrl }: SentryInstanceConfig,
  { regionUrl = '' }: SentryOrganization,
): Pick<SentryInstanceStatus, 'recommendedBaseUrl'> {
  const home = new URL(baseUrl);
  const region = URL.parse(regionUrl);
  // A server of its own may call itself by another name than it is reached by.
  return region?.protocol === 'https:' &&
    /(^|\.)sentry\.io$/.test(home.hostname) &&
    region.hostname.endsWith('.sentry.io') &&
    region.origin !== home.origin
    ? { recommendedBaseUrl: region.origin }
    : {};
}

function scopesMissing(instance: string, scopes: string[]): SentryProblem {
  return {
    code: 'SCOPE_MISSING',
    message: `The token of the Sentry instance \`${instance}\` lacks the scopes ${scopes.join(', ')}.`,
    action:
      'The platform team adds these scopes to the integration in Sentry, or creates a token that has them.',
  };
}

function worstFirst(problems: SentryProblem[]): SentryProblem[] {
  const distinct = [
    ...new Map(problems.map(problem => [problem.message, problem])).values(),
  ];
  const worst = mostHelpful(distinct);
  return worst ? [worst, ...distinct.filter(other => other !== worst)] : [];
}

/** What nothing can be shown without. */
const readScopes = ['event:read', 'org:read', 'project:read'];

/**
 * Compares the scopes of a credential with those that these plugins use. A scope
 * to write or administer holds that to read.
 *
 * @param options - `canTriage`: whether config lets issues be changed; `isGlitchtip`:
 *   whether the server is one, which has a scope of its own for reading releases
 */
function judgeScopes(
  held: string[],
  { canTriage, isGlitchtip }: { canTriage: boolean; isGlitchtip: boolean },
): NonNullable<SentryInstanceStatus['scopes']> {
  const needed = [
    ...readScopes,
    ...(isGlitchtip ? ['project:releases'] : []),
    ...(canTriage ? ['event:write'] : []),
  ];
  return {
    held: [...held].sort(),
    missing: needed.filter(
      scope => !including(scope).some(name => held.includes(name)),
    ),
    unneeded: held.filter(scope => !needed.includes(scope)).sort(),
  };
}

function including(scope: string): string[] {
  const [resource, access] = scope.split(':');
  const rising = ['read', 'write', 'admin'];
  if (!rising.includes(access)) {
    return [scope];
  }
  return rising
    .slice(rising.indexOf(access))
    .map(name => `${resource}:${name}`);
}

/**
 * Tells what kind of server it is; `undefined` where it has not answered. The client finds
 * that out by the index.
 */
function findServer(
  client: SentryClient,
  index: SentryIndex | undefined,
  organization: SentryOrganization | undefined,
): SentryInstanceStatus['server'] {
  if (!index && !organization) {
    return undefined;
  }
  const version = index?.version;
  return {
    dialect: client.capabilities.server,
    // The API's, as long as it is the only one there is.
    ...(version !== undefined && version !== '0' && { version }),
  };
}
