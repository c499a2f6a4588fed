import { InputError } from '@backstage/errors';
import {
  isSentryStatsPeriod,
  sentryIssueSorts,
} from 'backstage-plugin-sentry-common';
import {
  sentryServerOf,
  type SentryInstanceConfig,
} from 'backstage-plugin-sentry-node';
import type { z } from 'zod/v3';
import { MAX_CURSOR_LENGTH } from '../features/issues/cursor';
import { isIssueId } from '../router/paths';

/** What Backstage's registry calls a schema with. */
export type Zod = typeof z;

export const DEFAULT_LIMIT = 10;
// With the longest titles, what these take stays below 24 kB.
const MAX_LIMIT = 20;

/** The search syntax, for descriptions. */
export const SEARCH = `Search syntax of \`query\` (Sentry's own; terms are combined with AND, \`!key:value\` negates, words alone search title and message):
- state: \`is:unresolved\` (default), \`is:regressed\`, \`is:escalating\`, \`is:new\`, \`is:resolved\`, \`issue.priority:high\`, \`error.unhandled:true\`, \`level:fatal\`
- time and volume: \`firstSeen:-24h\`, \`lastSeen:-1h\`, \`timesSeen:>100\`
- releases and tags: \`firstRelease:shop-web@4.2.0\` (what that release brought; needs the full version, as get-summary and get-issue show it; several as \`firstRelease:[a,b]\`), \`release:latest\`, \`browser.name:Firefox\`, \`assigned:#team-slug\`
Examples: \`is:unresolved is:regressed\` with sort \`date\` for what came back; \`is:unresolved firstRelease:shop-web@4.2.0\` for what broke in 4.2.0; \`checkout timeout error.unhandled:true\`.`;

/** Which entity. */
export function entityRefInput(zod: Zod) {
  return zod
    .string()
    .min(1)
    .max(500)
    .describe(
      'The catalog entity, such as `shop-web`, `component:default/shop-web` or `system:shop`. Kind and namespace default to component and default. A system, domain or group stands for its parts.',
    );
}

/** Which issue; see `readIssueName`. */
export function issueInput(zod: Zod) {
  return zod
    .string()
    .min(1)
    .max(500)
    .describe(
      'The issue: short id (`SHOP-WEB-1A`), number (`4501`) or the address of its page in Sentry.',
    );
}

/** What narrows counts and events. */
export function environmentInput(zod: Zod) {
  return zod
    .string()
    .max(1_000)
    .optional()
    .describe(
      "Environments, comma separated, such as `production`. Default: those of the entity's annotation; empty for all.",
    );
}

export function statsPeriodInput(zod: Zod, fallback: string) {
  return zod
    .string()
    .refine(isSentryStatsPeriod, 'must be a window from `1h` to `90d`')
    .optional()
    .describe(
      `Window, from \`1h\` to \`90d\`, such as \`24h\` or \`2w\`. Default: ${fallback}.`,
    );
}

/** What the lists of issues take. */
export function listInputs(zod: Zod) {
  return {
    query: zod
      .string()
      .max(1_000)
      .optional()
      .describe(
        "Sentry search. Default: the entity's own default query, else `is:unresolved`. Empty for all issues.",
      ),
    environment: environmentInput(zod),
    statsPeriod: statsPeriodInput(zod, '14d. Only issues seen in it'),
    sort: zod
      .enum(sentryIssueSorts)
      .optional()
      .describe(
        'date (last seen; default), new (first seen), freq (events), user (users affected), trends, recommended, attention (regressed, escalating and unhandled first). Not every server has all.',
      ),
    limit: zod
      .number()
      .int()
      .min(1)
      .max(MAX_LIMIT)
      .optional()
      .describe(
        `How many issues, 1 to ${MAX_LIMIT}. Default ${DEFAULT_LIMIT}.`,
      ),
    cursor: zod
      .string()
      .min(1)
      .max(MAX_CURSOR_LENGTH)
      .optional()
      .describe(
        '`nextCursor` of the answer before, with otherwise the same input.',
      ),
  };
}

/** What the lists of issues take, as the services take it. */
export function readListInputs<
  T extends { environment?: string; limit?: number },
>({ environment, limit = DEFAULT_LIMIT, ...query }: T) {
  return { ...query, limit, environment: readEnvironments(environment) };
}

/** Names of environments, as the services take them; absent for the entity's own. */
export function readEnvironments(
  environment: string | undefined,
): string[] | undefined {
  return environment
    ?.split(',')
    .map(name => name.trim())
    .filter(Boolean)
    .sort();
}

/** An issue as a caller names it. */
export interface IssueName {
  /** Number or short id. */
  id: string;
  /** The page in Sentry that it was read from. */
  link?: URL;
}

/** @throws InputError where it is neither an id nor the address of an issue */
export function readIssueName(text: string): IssueName {
  const name = text.trim();
  const link = /^https?:/i.test(name) ? URL.parse(name) : null;
  const id = link ? (/\/issues\/([^/]+)/.exec(link.pathname)?.[1] ?? '') : name;
  if (!isIssueId(id)) {
    throw new InputError(
      '`issue` must be a short id such as `SHOP-WEB-1A`, a number, or the address of an issue in Sentry. list-issues lists them.',
    );
  }
  return { id: id.toUpperCase(), ...(link && { link }) };
}

/** Whether a page is one of the server of that instance: others count their issues themselves. */
export function isPageOf(
  { origin, href }: URL,
  instance: SentryInstanceConfig | undefined,
): boolean {
  return [instance?.baseUrl, instance?.publicUrl].some(address => {
    const server = address && sentryServerOf(address);
    return (
      server &&
      (sentryServerOf(origin) === server || href.startsWith(`${server}/`))
    );
  });
}
