/** The data that every client gets and the calls refer to. */
export interface Setting {
  readonly url: string;
  readonly token: string;
  readonly dsn: string;
  /** An issue of project shop-web, by its short id and its number. */
  readonly issue: { readonly shortId: string; readonly id: string };
  /** The event of that issue. */
  readonly eventId: string;
  /** A file with an envelope of one event. */
  readonly envelope: string;
}

/** What a command line is asked to do, and what it has to say then. */
export interface Call {
  readonly args: readonly string[];
  readonly says: string | RegExp;
}

/** What a tool of a server or an action is asked to do. */
export interface ToolCall {
  readonly tool: string;
  readonly input: Record<string, unknown>;
  readonly says: string | RegExp;
}

/** Calls that build on each other, in this order. */
export function sentryCliCalls(setting: Setting): Call[] {
  const { issue } = setting;
  const release = ['--release', 'cli@1.0.0'];
  return [
    { args: ['info'], says: 'ada@example.com' },
    { args: ['organizations', 'list'], says: 'acme' },
    { args: ['projects', 'list'], says: 'shop-web' },
    { args: ['issues', 'list'], says: 'TypeError: no cart' },
    { args: ['events', 'list'], says: 'TypeError: no cart' },
    { args: ['issues', 'resolve', '-i', issue.id], says: 'resolved' },
    { args: ['issues', 'unresolve', '-i', issue.id], says: 'unresolved' },
    { args: ['releases', 'new', 'cli@1.0.0'], says: 'Created release' },
    {
      args: ['releases', 'set-commits', 'cli@1.0.0', '--local'],
      says: 'Set commits',
    },
    { args: ['repos', 'list'], says: 'origin' },
    { args: ['releases', 'finalize', 'cli@1.0.0'], says: 'Finalized' },
    { args: ['releases', 'list'], says: 'cli@1.0.0' },
    { args: ['releases', 'info', 'cli@1.0.0'], says: 'cli@1.0.0' },
    {
      args: ['deploys', 'new', ...release, '-e', 'production', '-n', 'first'],
      says: 'Created new deploy first',
    },
    { args: ['deploys', 'list', ...release], says: 'first' },
    { args: ['send-event', '-m', 'By sentry-cli'], says: 'Event dispatched' },
    { args: ['send-envelope', setting.envelope], says: 'Envelope' },
    { args: ['issues', 'list'], says: 'By an envelope' },
  ];
}

export function sentryCalls({ issue, eventId, dsn }: Setting): Call[] {
  return [
    { args: ['auth', 'whoami'], says: 'ada@example.com' },
    { args: ['auth', 'status'], says: 'Authenticated' },
    { args: ['info'], says: 'ada@example.com' },
    { args: ['org', 'list'], says: 'acme' },
    { args: ['org', 'view', 'acme'], says: 'Acme' },
    { args: ['team', 'list', 'acme/'], says: 'storefront' },
    { args: ['repo', 'list', 'acme/'], says: /acme|No repositories/ },
    { args: ['project', 'list', 'acme/'], says: 'shop-web' },
    { args: ['project', 'view', 'acme/shop-web'], says: dsn },
    { args: ['dsn', 'list', 'acme/shop-web'], says: dsn },
    { args: ['issue', 'list', 'acme/shop-web'], says: issue.shortId },
    { args: ['issue', 'view', issue.shortId], says: 'TypeError: no cart' },
    { args: ['issue', 'events', issue.shortId], says: eventId },
    { args: ['issue', 'resolve', issue.shortId], says: 'Resolved' },
    { args: ['issue', 'unresolve', issue.shortId], says: 'Reopened' },
    { args: ['issue', 'archive', issue.shortId], says: 'Archived' },
    { args: ['issue', 'unresolve', issue.shortId], says: 'Reopened' },
    { args: ['event', 'view', issue.shortId], says: eventId },
    { args: ['event', 'view', `acme/shop-web/${eventId}`], says: eventId },
    {
      args: ['explore', 'acme/shop-web', '-F', 'title', '-F', 'count()'],
      says: 'TypeError: no cart',
    },
    { args: ['feedback', 'list', 'acme/shop-web'], says: 'The basket' },
    { args: ['feedback', 'view', 'acme/@latest'], says: 'The basket' },
    {
      args: ['release', 'create', 'acme/new@1.0.0', '--project', 'shop-web'],
      says: 'new@1.0.0',
    },
    {
      args: ['release', 'set-commits', 'acme/new@1.0.0', '--local'],
      says: 'Commits',
    },
    { args: ['release', 'finalize', 'acme/new@1.0.0'], says: 'Finalized' },
    {
      args: ['release', 'deploy', 'acme/new@1.0.0', 'production'],
      says: 'Deploy Created',
    },
    { args: ['release', 'deploys', 'acme/new@1.0.0'], says: 'production' },
    { args: ['release', 'list', 'acme/', '--json'], says: 'new@1.0.0' },
    { args: ['release', 'view', 'acme/new@1.0.0'], says: 'new@1.0.0' },
    { args: ['project', 'create', 'acme/by-cli:node'], says: 'by-cli' },
    {
      args: ['event', 'send', 'acme/shop-web', '-m', 'By sentry'],
      says: 'Event ID',
    },
  ];
}

export function mcpCalls({ issue, eventId, dsn }: Setting): ToolCall[] {
  const organizationSlug = 'acme';
  const project = { organizationSlug, projectSlug: 'shop-web' };
  const about = { organizationSlug, issueId: issue.shortId };
  return [
    { tool: 'whoami', input: {}, says: 'ada@example.com' },
    { tool: 'find_organizations', input: {}, says: 'acme' },
    { tool: 'find_projects', input: { organizationSlug }, says: 'shop-web' },
    { tool: 'find_teams', input: { organizationSlug }, says: 'storefront' },
    { tool: 'find_dsns', input: project, says: dsn },
    {
      tool: 'search_issues',
      input: { organizationSlug, query: 'is:unresolved' },
      says: issue.shortId,
    },
    {
      tool: 'get_sentry_resource',
      input: {
        organizationSlug,
        resourceType: 'issue',
        resourceId: issue.shortId,
      },
      says: 'TypeError: no cart',
    },
    {
      tool: 'search_events',
      input: {
        organizationSlug,
        dataset: 'errors',
        query: '',
        fields: ['issue', 'title', 'project', 'last_seen()', 'count()'],
        sort: '-count()',
      },
      says: 'TypeError: no cart',
    },
    {
      tool: 'search_events',
      input: {
        organizationSlug,
        dataset: 'errors',
        query: 'level:error',
        fields: ['id', 'title', 'timestamp', 'user.display'],
      },
      says: /user\.display\W+7/,
    },
    {
      tool: 'search_issue_events',
      input: { ...about, query: '' },
      says: eventId,
    },
    { tool: 'get_issue_breadcrumbs', input: about, says: 'Opened the cart' },
    {
      tool: 'get_issue_tag_values',
      input: { ...about, tagKey: 'environment' },
      says: 'production',
    },
    {
      tool: 'update_issue',
      input: { ...about, status: 'resolved' },
      says: 'resolved',
    },
    {
      tool: 'add_issue_note',
      input: { ...about, text: 'Seen by a machine' },
      says: 'Added Note',
    },
    { tool: 'get_issue_activity', input: about, says: 'Seen by a machine' },
    { tool: 'get_issue_user_reports', input: about, says: 'It broke' },
    { tool: 'find_releases', input: project, says: '"version": "1.0.0"' },
    {
      tool: 'get_release_details',
      input: { organizationSlug, releaseVersion: 'shop@1.0.0' },
      says: 'shop@1.0.0',
    },
    {
      tool: 'create_project',
      input: { organizationSlug, teamSlug: 'money', name: 'By MCP' },
      says: /by-mcp[\s\S]*SENTRY_DSN\W+http:/,
    },
    {
      tool: 'create_dsn',
      input: { ...project, name: 'By MCP' },
      says: '"name": "By MCP"',
    },
  ];
}

export function scaffolderCalls(setting: Setting): ToolCall[] {
  const organizationSlug = 'acme';
  return [
    {
      tool: 'createSentryCreateProjectAction',
      input: {
        organizationSlug,
        teamSlug: 'money',
        name: 'By template',
        platform: 'node',
      },
      says: '"slug":"by-template"',
    },
    {
      tool: 'createSentryFetchDSNAction',
      input: { organizationSlug, projectSlug: 'shop-web' },
      says: setting.dsn,
    },
  ];
}
