/** The viewer’s own connection, and the instances. */
export const connectionMessages = {
  connect: {
    disconnect: 'Disconnect',
    description: 'See the issues that you have access to in Sentry.',
    own: 'Your connection',
    notConnected: 'You are not connected to Sentry.',
    as: 'Connected as {{name}}.',
    organizations: 'You have access to {{list}}.',
    noOrganizations:
      'This account is not a member of any configured organization.',
  },
  instances: {
    title: 'Sentry instances',
    loading: 'Loading Sentry instances…',
    connectFirst:
      'This instance is read with your own Sentry account. Connect to see more of it.',
    empty: 'No Sentry instance is configured. Start with these lines:',
    forbidden: {
      title: 'You don’t have permission to see the instances',
      action:
        'Ask your Backstage administrators for the permission sentry.instance.read.',
    },
    yes: 'Yes',
    no: 'No',
    latency: '{{number}} ms',
    reachable: 'Reachable',
    tls: 'Encrypted',
    tlsAction: 'Tokens are sent unencrypted. Use an https address.',
    organization: 'Organization',
    organizationFound: 'Found',
    organizationNotFound: 'Not found, or the credential has no access to it.',
    region: 'The organization’s region',
    regionAction:
      'Set baseUrl to this address. Requests then take no detour through sentry.io.',
    credential: 'Credential',
    credentialKind: {
      token: 'Backstage’s token',
      'api-key': 'API key',
      user: 'Each viewer’s own connection',
      'token-exchange': 'A token exchanged for each viewer',
    },
    credentialHint: {
      token: 'From a user, an internal integration or an OAuth application.',
      'api-key': 'Legacy; the token of an internal integration is safer.',
      user: 'Everyone sees what they have access to in Sentry.',
      'token-exchange': 'Issued by your company’s security token service.',
    },
    noCredential: 'None',
    held: 'Scopes',
    noScopes: 'None',
    missing: 'Missing scopes',
    missingAction:
      'Add them to the token: issues can’t be read or changed without them.',
    unneeded: 'Unneeded scopes',
    unneededAction: 'Nothing here uses them. A token without them is safer.',
    expires: 'Expires',
    expired: 'Expired',
    expiresAction:
      'That is {{time}}. Create a new token and set it in the config.',
    budget: 'Requests left',
    budgetLeft: '{{remaining}} of {{limit}}',
    resets: 'Resets at {{time}}',
    lately: 'Recent problems',
    times_one: 'once',
    times_other: '{{count}} times',
    server: 'Server',
  },
} as const;
