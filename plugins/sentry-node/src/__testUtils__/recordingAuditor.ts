import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';

/** An event as an auditor sees it in the end. */
export interface RecordedEvent extends AuditorServiceCreateEventOptions {
  status?: 'succeeded' | 'failed';
  error?: Error;
}

/** An auditor that remembers what it was told. */
export function recordingAuditor() {
  const events: RecordedEvent[] = [];
  const auditor: AuditorService = {
    createEvent: async options => {
      const event: RecordedEvent = { ...options };
      events.push(event);
      const end = async (
        status: RecordedEvent['status'],
        more: Pick<RecordedEvent, 'meta' | 'error'> = {},
      ) => {
        const meta = { ...options.meta, ...more.meta };
        Object.assign(event, more, { status, meta });
      };
      return {
        success: more => end('succeeded', more),
        fail: more => end('failed', more),
      };
    },
  };
  return { auditor, events };
}
