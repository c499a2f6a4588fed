import type { EventSecrets } from 'backstage-plugin-sentry-emulator';

/** What an event of the tests' Sentry holds, and no page of the portal may show. */
export const plantedSecrets: EventSecrets = {
  cookie: 'planted-cookie',
  authorization: 'planted-authorization',
  header: 'planted-header',
  ipAddress: '192.0.2.77',
  email: 'planted@example.com',
  username: 'planted-username',
  userId: 'planted-user-id',
  userData: 'planted-user-data',
  localVariable: 'planted-local-variable',
  requestBody: 'planted-request-body',
  queryString: 'planted-query-string',
  urlCredentials: 'planted-name:planted-password',
  fragment: 'planted-fragment',
  environmentVariable: 'planted-environment-variable',
  extra: 'planted-extra',
  context: 'planted-context',
  breadcrumb: 'planted-breadcrumb',
};
