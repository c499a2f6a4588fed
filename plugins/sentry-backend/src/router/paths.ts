import type { CompoundEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { isSentryShortId } from 'backstage-plugin-sentry-common';
import type { Request } from 'express';

/** Path of the routes about one entity; see `readEntityRef`. */
export const ENTITY = '/entities/:kind/:namespace/:name';
const NUMBER = /^\d{1,20}$/;
const POSITION = /^(?:recommended|latest|oldest)$/;
const EVENT_ID =
  /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
/** What `isEvent` accepts. */
export const EVENT_FORM =
  'must be `recommended`, `latest`, `oldest` or the 32 hex digits of an event';
/** The issue and the event in a path; empty where there are none. */
interface IssuePath {
  issueId: string;
  eventId: string;
}

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
  const form = /^(?!\.{1,2}$)[\w.:-]{1,200}$/;
  return readName(params, 'key', form, 'the key of a tag');
}

/** @throws InputError where the path can name no release */
export function readVersion({ params }: Request): string {
  // eslint-disable-next-line no-control-regex
  const form = /^(?!\.{1,2}$)[^\u0000-\u001f\u007f]{1,250}$/;
  return readName(params, 'version', form, 'the version of a release');
}

function readName(
  params: Record<string, string>,
  name: string,
  form: RegExp,
  what: string,
): string {
  if (!form.test(params[name])) {
    throw new InputError(`Path parameter \`${name}\`: must be ${what}`);
  }
  return params[name];
}

/** Whether it is the number of an issue, or can be a short id. */
export function isIssueId(value: string): boolean {
  return NUMBER.test(value) || isSentryShortId(value);
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
