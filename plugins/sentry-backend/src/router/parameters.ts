import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { InputError, NotAllowedError } from '@backstage/errors';
import {
  isSentryStatsPeriod,
  SENTRY_USER_TOKEN_HEADER,
  sentryCoverageLists,
  sentryIssueSorts,
  type SentryIssueRelation,
} from 'backstage-plugin-sentry-common';
import { SentryCaller } from 'backstage-plugin-sentry-node';
import type { Request } from 'express';
import { z } from 'zod';
import { MAX_CURSOR_LENGTH } from '../features/issues/cursor';
import { EVENT_FORM, isEvent, normalEvent } from './paths';

/** Who may call the routes that serve users and services alike. */
export const ANYONE = { allow: ['user' as const, 'service' as const] };

const relations: SentryIssueRelation[] = ['owned', 'assigned'];
const MAX_QUERY_LENGTH = 1_000;
/** Printable ASCII without spaces, in characters. */
const TOKEN = /^[\x21-\x7e]{1,4096}$/;

/** A parameter that may be given once. */
function once<T extends z.ZodType<unknown, string>>(schema: T) {
  return z
    .array(z.string())
    .length(1, 'give it once')
    .transform(([value]) => value)
    .pipe(schema)
    .optional();
}

const name = z
  .string()
  .trim()
  .max(200, 'is too long')
  // eslint-disable-next-line no-control-regex
  .regex(/^[^\u0000-\u001f\u007f]*$/, 'has a control character');

// An empty `environment=` replaces the entity's default by all environments.
const environment = z
  .array(name)
  .max(20, 'names too many environments')
  .transform(names => [...new Set(names.filter(Boolean))].sort())
  .optional();

const project = z
  .array(name.min(1, 'is empty'))
  .max(100, 'names too many projects')
  .transform(names => [...new Set(names)].sort())
  .optional();

const statsPeriod = once(
  z
    .string()
    .refine(
      isSentryStatsPeriod,
      'must be a window from `1h` to `90d`, such as `24h`, `14d` or `2w`',
    ),
);

/** Parameters of `…/issues`. */
export const issuesParameters = z.strictObject({
  query: once(
    z
      .string()
      .trim()
      .max(MAX_QUERY_LENGTH, `has more than ${MAX_QUERY_LENGTH} characters`),
  ),
  environment,
  project,
  statsPeriod,
  sort: once(
    z.enum(sentryIssueSorts, {
      error: `must be one of ${sentryIssueSorts.join(', ')}`,
    }),
  ),
  limit: once(
    z
      .string()
      .regex(/^([1-9]\d?|100)$/, 'must be a whole number from 1 to 100')
      .transform(Number),
  ),
  cursor: once(
    z
      .string()
      .min(1, 'is empty')
      .max(MAX_CURSOR_LENGTH, 'is not a cursor of this list'),
  ),
});

const relation = once(
  z.enum(relations, { error: `must be one of ${relations.join(', ')}` }),
);

/** Parameters of `/me/issues`. */
export const myIssuesParameters = issuesParameters.extend({ relation });

/** Parameters of `/me/projects` and `/me/environments`. */
export const myChoicesParameters = z.strictObject({ relation });

/** Parameters of `…/summary`. */
export const summaryParameters = z.strictObject({
  environment,
  project,
  statsPeriod,
});

/** Parameters of `/summaries`. */
export const summariesParameters = z.strictObject({
  entityRef: z
    .array(
      z.string().refine(isEntityRef, 'must be an entity ref with its kind'),
      {
        error: 'must name 1 to 50 entities',
      },
    )
    .max(50, 'names more than 50 entities')
    .transform(refs => [...new Set(refs)]),
  statsPeriod,
  facts: once(
    z
      .string()
      .regex(/^(true|false)$/, 'must be true or false')
      .transform(value => value === 'true'),
  ),
});

/** Parameters of `…/releases`. */
export const releasesParameters = z.strictObject({ environment, project });

/** Parameters of `…/tags/:key`. */
export const tagParameters = z.strictObject({ query: once(name) });

/** Parameters of `/coverage`; the cursor counts items. */
export const coverageParameters = z.strictObject({
  list: once(
    z.enum(sentryCoverageLists, {
      error: `must be one of ${sentryCoverageLists.join(', ')}`,
    }),
  ),
  limit: once(
    z
      .string()
      .regex(/^([1-9]\d?|100)$/, 'must be a whole number from 1 to 100')
      .transform(Number),
  ),
  cursor: once(
    z
      .string()
      .regex(/^\d{1,6}$/, 'is not a cursor of this list')
      .transform(Number),
  ),
});

/** Parameters of the routes that take none. */
export const noParameters = z.strictObject({});

/**
 * Reads a request's query string.
 *
 * @throws InputError naming the parameter that is unknown or can't be used
 */
export function readParameters<T>(
  request: Request,
  schema: z.ZodType<T, Record<string, string[]>>,
): T {
  // Not `request.query`: its parser turns `a[b]=c` and long repeats into objects.
  const start = request.url.indexOf('?');
  const searchParams = new URLSearchParams(
    start < 0 ? '' : request.url.slice(start),
  );
  const given = Object.fromEntries(
    [...new Set(searchParams.keys())].map(key => [
      key,
      searchParams.getAll(key),
    ]),
  );
  const result = schema.safeParse(given);
  if (!result.success) {
    throw new InputError(describe(result.error.issues[0]));
  }
  return result.data;
}

function describe(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    return `Unknown query parameter \`${issue.keys[0].slice(0, 100)}\``;
  }
  return `Query parameter \`${String(issue.path[0])}\`: ${issue.message}`;
}

const event = z.string().refine(isEvent, EVENT_FORM).transform(normalEvent);

/** Parameters of `…/issues/:issueId`. */
export const detailParameters = z.strictObject({
  event: once(event),
  environment,
  project,
  statsPeriod,
});

/** Parameters of `…/issues/:issueId/events/:eventId`. */
export const eventParameters = z.strictObject({ environment, project });

/** Parameters of the routes that change issues. */
export const changeParameters = z.strictObject({ project });

function isEntityRef(value: string): boolean {
  try {
    return Boolean(parseEntityRef(value));
  } catch {
    return false;
  }
}

/**
 * The caller, with the Sentry token of theirs that the request brings. The token is used for
 * this request only, and no error repeats it.
 *
 * @throws InputError where the header can't be a token
 * @throws NotAllowedError where a service sends it
 */
export function readCaller(
  request: Request,
  credentials: BackstageCredentials<
    BackstageUserPrincipal | BackstageServicePrincipal
  >,
): SentryCaller {
  if (request.headers[SENTRY_USER_TOKEN_HEADER] === undefined) {
    return new SentryCaller({ credentials });
  }
  if (credentials.principal.type !== 'user') {
    throw new NotAllowedError(
      `Header \`${SENTRY_USER_TOKEN_HEADER}\` is only accepted from users`,
    );
  }
  // Not `headers`, where several values have become one.
  const values = request.headersDistinct[SENTRY_USER_TOKEN_HEADER] ?? [];
  const [userToken] = values;
  if (values.length > 1 || !TOKEN.test(userToken)) {
    throw new InputError(
      `Header \`${SENTRY_USER_TOKEN_HEADER}\` must be one token: at most 4096 printable ASCII characters, no spaces`,
    );
  }
  return new SentryCaller({ credentials, userToken });
}
