import { SdkSender } from './SdkSender';
import type { SdkEvent } from './types';

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
