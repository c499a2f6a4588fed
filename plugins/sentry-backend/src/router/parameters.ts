import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import {
  parseEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import { InputError, NotAllowedError } from '@backstage/errors';
import {
  isSentryShortId,
  isSentryStatsPeriod,
  SENTRY_USER_TOKEN_HEADER,
  sentryIssueSorts,
  type SentryIssueRelation,
} from 'backstage-plugin-sentry-common';
import {
  createSentryCaller,
  type SentryCaller,
} from 'backstage-plugin-sentry-node';
import type { Request } from 'express';
import { z } from 'zod';
import { MAX_CURSOR_LENGTH } from '../features/issues/cursor';

/** Path of the routes about one entity; see `readEntityRef`. */
export const ENTITY = '/entities/:kind/:namespace/:name';
/** Who may call the routes that serve users and services alike. */
export const ANYONE = { allow: ['user' as const, 'service' as const] };

const relations: SentryIssueRelation[] = ['owned', 'assigned'];
const MAX_QUERY_LENGTH = 1_000;
const NUMBER = /^\d{1,20}$/;
const POSITION = /^(?:recommended|latest|oldest)$/;
const EVENT_ID =
  /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
/** What `isEvent` accepts. */
export const EVENT_FORM =
  'must be `recommended`, `latest`, `oldest` or the 32 hex digits of an event';
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
});

/** Parameters of `…/releases`. */
export const releasesParameters = z.strictObject({ environment, project });

/** Parameters of `…/tags/:key`. */
export const tagParameters = z.strictObject({ query: once(name) });

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

/** The issue and the event in a path; empty where there are none. */
interface IssuePath {
  issueId: string;
  eventId: string;
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

/** @throws InputError naming the parameter of the path that has another form */
export function readIssuePath(params: Record<string, string>): IssuePath {
  const { issueId = '', eventId = '' } = params;
  if ('issueId' in params && !isIssueId(issueId)) {
    throw new InputError(
      'Path parameter `issueId`: must be the number of an issue or its short id, such as `SHOP-WEB-1A`',
    );
  }
  if ('eventId' in params && !isEvent(eventId)) {
    throw new InputError(`Path parameter \`eventId\`: ${EVENT_FORM}`);
  }
  return { issueId: issueId.toUpperCase(), eventId: normalEvent(eventId) };
}

/** @throws InputError where the key in the path can be that of no tag */
export function readTagKey({ params }: Request): string {
  if (!/^(?!\.{1,2}$)[\w.:-]{1,200}$/.test(params.key)) {
    throw new InputError(
      'Path parameter `key`: must be the key of a tag, such as `browser.name`',
    );
  }
  return params.key;
}

/** Whether it is the number of an issue, or can be a short id. */
export function isIssueId(value: string): boolean {
  return NUMBER.test(value) || isSentryShortId(value);
}

function isEntityRef(value: string): boolean {
  try {
    return Boolean(parseEntityRef(value));
  } catch {
    return false;
  }
}

/** Whether it is an event's id, or a position. */
export function isEvent(value: string): boolean {
  return POSITION.test(value) || EVENT_ID.test(value);
}

/** Ids may come with dashes and in capitals. */
export function normalEvent(value: string): string {
  return POSITION.test(value) ? value : value.replaceAll('-', '').toLowerCase();
}

/** The entity in the path. */
export function readEntityRef({ params }: Request): CompoundEntityRef {
  return {
    kind: params.kind,
    namespace: params.namespace,
    name: params.name,
  };
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
    return createSentryCaller({ credentials });
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
  return createSentryCaller({ credentials, userToken });
}
