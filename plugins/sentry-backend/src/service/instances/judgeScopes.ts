import type { SentryInstanceStatus } from 'backstage-plugin-sentry-common';

/** What nothing can be shown without. */
export const readScopes = ['event:read', 'org:read', 'project:read'];

/**
 * Compares the scopes of a credential with those that these plugins use. A scope
 * to write or administer holds that to read.
 *
 * @param canTriage - whether config lets issues be changed
 */
export function judgeScopes(
  held: string[],
  canTriage: boolean,
): NonNullable<SentryInstanceStatus['scopes']> {
  const needed = [...readScopes, ...(canTriage ? ['event:write'] : [])];
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
  return rising
    .slice(rising.indexOf(access))
    .map(name => `${resource}:${name}`);
}
