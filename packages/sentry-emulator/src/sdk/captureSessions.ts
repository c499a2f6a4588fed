import { SdkSender } from './SdkSender';
import type { SdkSessions } from './types';

/**
 * Tells a project of sessions through the official Node SDK, and waits until they
 * have arrived.
 *
 * @public
 */
export async function captureSessions(options: {
  dsn: string;
  sessions: SdkSessions[];
}): Promise<void> {
  const sender = new SdkSender({ dsn: options.dsn });
  try {
    await sender.sendSessions(options.sessions);
  } finally {
    await sender.close();
  }
}
