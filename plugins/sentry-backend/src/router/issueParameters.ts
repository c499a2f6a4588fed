import { InputError } from '@backstage/errors';
import { isSentryShortId } from 'backstage-plugin-sentry-common';
import { z } from 'zod';
import { environment, once, project, statsPeriod } from './queryParameters';

const NUMBER = /^\d{1,20}$/;
const POSITION = /^(?:recommended|latest|oldest)$/;
const EVENT_ID =
  /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const EVENT_FORM =
  'must be `recommended`, `latest`, `oldest` or the 32 hex digits of an event';

/** What the path of a route about one issue names; empty where it names none. */
export interface IssuePath {
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

/** @throws InputError naming the parameter of the path that can't be one */
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

/** Whether it is a number of Sentry's, or can be a short id. */
export function isIssueId(value: string): boolean {
  return NUMBER.test(value) || isSentryShortId(value);
}

function isEvent(value: string): boolean {
  return POSITION.test(value) || EVENT_ID.test(value);
}

/** Ids may come with dashes and in capitals. */
function normalEvent(value: string): string {
  return POSITION.test(value) ? value : value.replaceAll('-', '').toLowerCase();
}
