import { mainException } from './describeEvent';
import type { SdkEvent } from './sdkEvent';

/** The tag `user`: the first of id, username, e-mail and address that is known. */
export function userTag(event: SdkEvent): string | undefined {
  const user = event.user;
  if (user?.id) {
    return `id:${user.id}`;
  }
  if (user?.username) {
    return `username:${user.username}`;
  }
  if (user?.email) {
    return `email:${user.email}`;
  }
  return user?.ip_address && user.ip_address !== '{{auto}}'
    ? `ip:${user.ip_address}`
    : undefined;
}

/** Not even one exception of the chain was caught. */
export function isUnhandled(event: SdkEvent): boolean {
  return (event.exception ?? []).some(
    exception => exception.mechanism?.handled === false,
  );
}

/** The tags of the SDK and those that Sentry adds by itself. */
export function eventTags(
  event: SdkEvent,
  level: string,
): Record<string, string> {
  const tags: Record<string, string> = {};
  const set = (key: string, value: unknown) => {
    if (value !== undefined && value !== null && value !== '') {
      tags[key] = String(value);
    }
  };
  for (const [key, value] of Object.entries(event.tags ?? {})) {
    set(key, value);
  }
  set('environment', event.environment);
  set('level', level);
  set('logger', event.logger);
  set('release', event.release);
  set('dist', event.dist);
  set('server_name', event.server_name);
  set('transaction', event.transaction);
  set('url', event.request?.url);
  set('user', userTag(event));
  const exception = mainException(event);
  if (exception?.mechanism) {
    set('handled', isUnhandled(event) ? 'no' : 'yes');
    set('mechanism', exception.mechanism.type);
  }
  for (const key of ['runtime', 'os', 'browser', 'device']) {
    const context = event.contexts?.[key];
    const name = context?.name;
    const version = context?.version;
    if (typeof name === 'string') {
      set(`${key}.name`, name);
      set(key, typeof version === 'string' ? `${name} ${version}` : name);
    }
  }
  return tags;
}
