import { InputError } from '@backstage/errors';
import {
  isSentryStatsPeriod,
  sentryIssueSorts,
  type SentryIssueRelation,
} from 'backstage-plugin-sentry-common';
import type { Request } from 'express';
import { z } from 'zod';
import { MAX_CURSOR_LENGTH } from '../features/issues/cursor';

const relations: SentryIssueRelation[] = ['owned', 'assigned'];
const MAX_QUERY_LENGTH = 1_000;

/** A parameter that may be given once. */
export function once<T extends z.ZodType<unknown, string>>(schema: T) {
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

// An empty `environment=` takes back the entity's default: all environments.
export const environment = z
  .array(name)
  .max(20, 'names too many environments')
  .transform(names => [...new Set(names.filter(Boolean))].sort())
  .optional();

export const project = z
  .array(name.min(1, 'is empty'))
  .max(100, 'names too many projects')
  .transform(names => [...new Set(names)].sort())
  .optional();

export const statsPeriod = once(
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

/** Parameters of `…/releases`. */
export const releasesParameters = z.strictObject({ environment, project });

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
