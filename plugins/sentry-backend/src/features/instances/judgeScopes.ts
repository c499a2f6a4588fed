import type { SentryInstanceStatus } from 'backstage-plugin-sentry-common';

/** What nothing can be shown without. */
export const readScopes = ['event:read', 'org:read', 'project:read'];

/**
 * Compares the scopes of a credential with those that these plugins use. A scope
 * to write or administer holds that to read.
 *
 * @param options - `canTriage`: whether config lets issues be changed; `isGlitchtip`:
 *   whether the server is one, which has a scope of its own for reading releases
 */
export function judgeScopes(
  held: string[],
  { canTriage, isGlitchtip }: { canTriage: boolean; isGlitchtip: boolean },
): NonNullable<SentryInstanceStatus['scopes']> {
  const needed = [
    ...readScopes,
    ...(isGlitchtip ? ['project:releases'] : []),
    ...(canTriage ? ['event:write'] : []),
  ];
  return {
    held: [...held].sort(),
    missing: needed.filter(
      scope => !including(scope).some(name => held.includes(name)),
    ),
    unneeded: held.filter(scope => !needed.includes(scope)).sort(),
  };
}

function including(scope: string): string[] {
  const [resource, access] = scope.split(':');
  const rising = ['read', 'write', 'admin'];
  if (!rising.includes(access)) {
    return [scope];
  }
  return rising
    .slice(rising.indexOf(access))
    .map(name => `${resource}:${name}`);
}
