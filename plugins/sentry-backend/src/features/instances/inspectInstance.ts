import type {
  SentryInstanceStatus,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryClient,
  type SentryInstanceConfig,
  type SentryOrganization,
} from 'backstage-plugin-sentry-node';
import { distinct } from '../../answers/compose';
import { mostHelpful } from '../../scopes/problems';

/** Without these nothing can be shown. */
const READ_SCOPES = ['event:read', 'org:read', 'project:read'];
/** A scope holds those before it. */
const ACCESS_LEVELS = ['read', 'write', 'admin'];

type Asked<T> =
  | { value: T; latencyMs: number; problem?: undefined }
  | { problem: SentryProblem; value?: undefined };

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

/** Diagnoses an instance, in two or three calls. Never throws a `SentryProblemError`. */
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
  if (found?.problem) {
    problems.push(found.problem);
  }
  // The hosts of regions have no index: there the organization is the proof.
  if (index.problem && !found?.value) {
    problems.push(index.problem);
  }
  const { server: dialect } = client.capabilities;
  const held = index.value?.scopes;
  const scopes = held && judgeScopes(held, canTriage, dialect === 'glitchtip');
  // Without the scope to write everything can be read; triage itself shows what is missing.
  const unreadable = READ_SCOPES.filter(scope =>
    scopes?.missing.includes(scope),
  );
  if (unreadable.length) {
    problems.push({
      code: 'SCOPE_MISSING',
      message: `The token of the Sentry instance \`${name}\` lacks the scopes ${unreadable.join(', ')}.`,
      action:
        'Ask your platform team to add these scopes to the integration in Sentry, or to create a token that has them.',
    });
  }
  const latencies = [index, found].flatMap(asked =>
    asked?.value ? asked.latencyMs : [],
  );
  const version = index.value?.version;
  const { rateLimit, expiresAt } = client;
  return {
    ...describeInstance(instance),
    reachable: latencies.length > 0 || problems.some(isFromServer),
    ...(latencies.length && { latencyMs: Math.min(...latencies) }),
    ...(found?.value && { organizationFound: true }),
    ...(found?.problem?.code === 'ORGANIZATION_NOT_FOUND' && {
      organizationFound: false,
    }),
    ...(found?.value && recommended(instance, found.value)),
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
    ...(latencies.length && {
      server: {
        dialect,
        // `0` is the API's version, not the server's.
        ...(version !== undefined && version !== '0' && { version }),
      },
    }),
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

/** Whether a problem shows that the server is there. */
function isFromServer({ code }: SentryProblem): boolean {
  return code !== 'UPSTREAM_TIMEOUT' && code !== 'UPSTREAM_UNAVAILABLE';
}

/** The address of the organization's region, where Sentry's gateway would forward every call. */
function recommended(
  { baseUrl }: SentryInstanceConfig,
  { regionUrl = '' }: SentryOrganization,
): Pick<SentryInstanceStatus, 'recommendedBaseUrl'> {
  const home = new URL(baseUrl);
  const region = URL.parse(regionUrl);
  // A self-hosted server may name itself differently than it is reached.
  return region?.protocol === 'https:' &&
    /(^|\.)sentry\.io$/.test(home.hostname) &&
    region.hostname.endsWith('.sentry.io') &&
    region.origin !== home.origin
    ? { recommendedBaseUrl: region.origin }
    : {};
}

/**
 * Compares the scopes of a credential with those that these plugins use.
 *
 * @param isGlitchtip - GlitchTip has a scope of its own to read releases
 */
function judgeScopes(
  held: string[],
  canTriage: boolean,
  isGlitchtip: boolean,
): NonNullable<SentryInstanceStatus['scopes']> {
  const needed = [
    ...READ_SCOPES,
    ...(isGlitchtip ? ['project:releases'] : []),
    ...(canTriage ? ['event:write'] : []),
  ];
  return {
    held: [...held].sort(),
    missing: missingScopes(held, needed),
    unneeded: held.filter(scope => !needed.includes(scope)).sort(),
  };
}

/** Those of the needed scopes that no held one includes. */
export function missingScopes(held: string[], needed: string[]): string[] {
  return needed.filter(
    scope => !including(scope).some(name => held.includes(name)),
  );
}

/** The scopes that include a scope. */
function including(scope: string): string[] {
  const [resource, access] = scope.split(':');
  const level = ACCESS_LEVELS.indexOf(access);
  return level < 0
    ? [scope]
    : ACCESS_LEVELS.slice(level).map(name => `${resource}:${name}`);
}

function worstFirst(all: SentryProblem[]): SentryProblem[] {
  const problems = distinct(all, ({ message }) => message);
  const worst = mostHelpful(problems);
  return worst ? [worst, ...problems.filter(other => other !== worst)] : [];
}
