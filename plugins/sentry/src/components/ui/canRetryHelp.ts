import { SentryRequestException } from '../../api/errors';

/** Whether the same can be asked again with any hope. */
export function canRetryHelp(error: Error): boolean {
  return !(
    error instanceof SentryRequestException && error.reason === 'bad-request'
  );
}
