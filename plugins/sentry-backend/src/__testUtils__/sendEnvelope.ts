/**
 * Sends an event as a program may that speaks Sentry's protocol by itself: with whatever
 * in it, which the SDKs would not let a test plant.
 */
export async function sendEnvelope(dsn: string, event: object): Promise<void> {
  const { origin, username, pathname } = new URL(dsn);
  const response = await fetch(
    `${origin}/api${pathname}/envelope/?sentry_key=${username}`,
    {
      method: 'POST',
      body: ['{}', '{"type":"event"}', JSON.stringify(event)].join('\n'),
    },
  );
  if (!response.ok) {
    throw new Error(`The event was refused with ${response.status}`);
  }
}
