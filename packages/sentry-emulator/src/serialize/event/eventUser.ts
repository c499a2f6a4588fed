import type { SdkEvent } from '../../ingest/sdkEvent';

/** Everything comes from this machine, whose address Sentry would put in place of `{{auto}}`. */
const clientAddress = '127.0.0.1';

/** Who met an event, as far as the SDK said. */
export function serializeEventUser({
  user,
}: SdkEvent): Record<string, unknown> | null {
  if (!user) {
    return null;
  }
  const address = user.ip_address ?? null;
  return {
    id: user.id ?? null,
    email: user.email ?? null,
    username: user.username ?? null,
    ip_address: address === '{{auto}}' ? clientAddress : address,
    name: user.name ?? null,
    ...(user.geo && { geo: user.geo }),
    ...(user.data && { data: user.data }),
  };
}
