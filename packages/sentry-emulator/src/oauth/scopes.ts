const levels = ['read', 'write', 'admin'];

/** The scopes that Sentry knows; a request for any other is refused. */
export const knownScopes: ReadonlySet<string> = new Set([
  ...['event', 'member', 'org', 'project', 'team'].flatMap(subject =>
    levels.map(level => `${subject}:${level}`),
  ),
  'alerts:read',
  'alerts:write',
  'member:invite',
  'org:ci',
  'org:integrations',
  'project:distribution',
  'project:releases',
  'email',
  'openid',
  'profile',
]);
