import { SdkSender, type SdkEvent, type SdkSessions } from './SdkSender';

/**
 * Sends errors and messages to a project through the official Node SDK, in the
 * order given, and waits until they have arrived.
 *
 * @public
 */
export async function captureWithSdk(options: {
  dsn: string;
  events: SdkEvent[];
}): Promise<void> {
  const sender = new SdkSender({ dsn: options.dsn });
  try {
    for (const event of options.events) {
      await sender.send(event);
    }
  } finally {
    await sender.close();
  }
}

/**
 * Sends sessions to a project through the official Node SDK, and waits until they
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
