import type { SentryProblemCode } from 'backstage-plugin-sentry-common';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';

/** Those that another search, project or window may get around. */
const filterable: SentryProblemCode[] = [
  'QUERY_INVALID',
  'PROJECT_NOT_FOUND',
  'RATE_LIMITED',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_UNEXPECTED',
];

/** Whether to keep the filters on screen: not where nothing can be asked at all. */
export function canFiltersHelp(error: Error): boolean {
  if (error instanceof SentryProblemException) {
    return filterable.includes(error.problem.code);
  }
  return (
    !(error instanceof SentryRequestException) ||
    error.reason === 'bad-request' ||
    error.reason === 'unreachable' ||
    error.reason === 'unexpected'
  );
}
