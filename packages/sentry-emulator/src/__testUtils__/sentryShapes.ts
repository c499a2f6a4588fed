import { z } from 'zod';

// What Sentry's OpenAPI document (0.272.0) says of the answers that the emulator gives: which
// fields are there, of what type, and which may be null. What it has only with `expand` or
// without `collapse`, or not for everybody, is optional here, though it requires some of it.

const text = z.string();
const flag = z.boolean();
const whole = z.number().int();
const date = z.iso.datetime({ offset: true });
const dict = z.record(text, z.unknown());
const textOrNull = text.nullable();
const dateOrNull = date.nullable();

/** Fields of one type, by their names. */
function fields<T extends z.ZodType>(type: T, names: string) {
  return Object.fromEntries(names.split(' ').map(name => [name, type]));
}

const named = z.object(fields(text, 'id name slug'));
const person = z.object({
  ...fields(text, 'id name username email avatarUrl'),
  ...fields(
    flag,
    'isActive isSuspended hasPasswordAuth isManaged has2fa isSuperuser isStaff',
  ),
  ...fields(dateOrNull, 'lastLogin lastActive'),
  dateJoined: date,
  experiments: dict,
  emails: z.array(z.object({ ...fields(text, 'id email'), is_verified: flag })),
});

export const organization = z.object({
  ...fields(text, 'id slug name'),
  ...fields(
    flag,
    'isEarlyAdopter require2FA hasAuthProvider allowMemberInvite allowMemberProjectCreation allowSuperuserAccess',
  ),
  status: z.object(fields(text, 'id name')),
  dateCreated: date,
  avatar: z.object({ avatarType: text, avatarUuid: textOrNull }),
  links: z.object(fields(text, 'organizationUrl regionUrl')),
});

export const sentryApp = z.object({
  ...fields(
    text,
    'author metadata name schema slug status uuid webhookUrl clientId clientSecret',
  ),
  ...fields(
    z.array(text),
    'allowedOrigins events webhookEvents featureData scopes webhookHeaders',
  ),
  ...fields(flag, 'isAlertable isDisabled verifyInstall'),
  ...fields(textOrNull, 'overview redirectUrl'),
  avatars: z.array(z.unknown()),
  popularity: whole,
  owner: z.object({ id: whole, slug: text }),
});

const projectBase = {
  ...fields(text, 'id slug name'),
  ...fields(
    flag,
    'isBookmarked isMember firstTransactionEvent hasAccess hasFeedbacks hasFlags hasMinifiedStackTrace hasMonitors hasNewFeedbacks hasProfiles hasReplays hasSessions hasInsightsHttp hasInsightsDb hasInsightsAssets hasInsightsAppStart hasInsightsScreenLoad hasInsightsVitals hasInsightsCaches hasInsightsQueues hasInsightsAgentMonitoring hasInsightsMCP hasLogs hasTraceMetrics',
  ),
  platform: textOrNull,
  dateCreated: date,
  features: z.array(text),
  firstEvent: dateOrNull,
  access: z.array(text),
};
const projectTeams = {
  team: named.nullable(),
  teams: z.array(named),
  platforms: z.array(text),
  latestRelease: z.object({ version: text }).nullable(),
};

export const listedProject = z.object({
  ...projectBase,
  ...projectTeams,
  hasUserReports: flag,
  environments: z.array(text),
});

export const project = z.object({
  ...projectBase,
  ...projectTeams,
  ...fields(
    flag,
    'isInternal isPublic dataScrubber dataScrubberDefaults verifySSL scrubIPAddresses scrapeJavaScript enableAutoReleaseCreation isDynamicallySampled tempestFetchScreenshots seerScannerAutomation scmSourceContextEnabled',
  ),
  ...fields(
    text,
    'color status subjectPrefix subjectTemplate securityToken groupingConfig derivedGroupingEnhancements groupingEnhancements fingerprintingRules symbolSources autofixAutomationTuning',
  ),
  ...fields(
    whole,
    'digestsMinDelay digestsMaxDelay resolveAge secondaryGroupingExpiry processingIssues',
  ),
  ...fields(
    z.array(text),
    'allowedDomains safeFields sensitiveFields highlightTags builtinSymbolSources',
  ),
  ...fields(
    textOrNull,
    'securityTokenHeader secondaryGroupingConfig defaultEnvironment relayPiiConfig debugFilesRole',
  ),
  storeCrashReports: whole.nullable(),
  options: dict,
  highlightContext: dict,
  highlightPreset: z.object({ tags: z.array(text), context: dict }),
  organization,
});

export const key = z.object({
  ...fields(text, 'id name label browserSdkVersion'),
  ...fields(textOrNull, 'public secret'),
  projectId: whole,
  isActive: flag,
  rateLimit: z.object(fields(whole, 'window count')).nullable(),
  dsn: z.object(
    fields(
      text,
      'secret public csp security minidump nel unreal crons cdn playstation integration otlp_traces otlp_logs',
    ),
  ),
  browserSdk: z.object({ choices: z.array(z.array(text)) }),
  dateCreated: dateOrNull,
  dynamicSdkLoaderOptions: z.object(
    fields(
      flag,
      'hasReplay hasPerformance hasDebug hasFeedback hasLogsAndMetrics',
    ),
  ),
});

export const environment = z.object(fields(text, 'id name'));
export const projectEnvironment = environment.extend({ isHidden: flag });

export const team = z.object({
  ...fields(text, 'id slug name'),
  ...fields(flag, 'isMember hasAccess isPending'),
  dateCreated: dateOrNull,
  teamRole: textOrNull,
  flags: z.record(text, flag),
  access: z.array(text),
  memberCount: whole,
  avatar: dict,
  projects: z
    .array(
      z.object({
        ...projectBase,
        ...fields(flag, 'isInternal isPublic'),
        ...fields(text, 'color status'),
        avatar: dict,
      }),
    )
    .optional(),
});

export const member = z.object({
  ...fields(text, 'id email name orgRole inviteStatus'),
  ...fields(flag, 'pending expired'),
  user: person.nullable(),
  flags: z.object(
    fields(
      flag,
      'idp:provisioned idp:role-restricted sso:linked sso:invalid member-limit:restricted partnership:restricted',
    ),
  ),
  dateCreated: date,
  inviterName: textOrNull,
});

const seen = {
  count: text,
  userCount: whole,
  firstSeen: dateOrNull,
  lastSeen: dateOrNull,
};
const substatus = z.enum([
  'archived_until_escalating',
  'archived_until_condition_met',
  'archived_forever',
  'escalating',
  'ongoing',
  'regressed',
  'new',
]);
const types = [
  'default',
  'error',
  'csp',
  'nel',
  'hpkp',
  'expectct',
  'expectstaple',
  'transaction',
  'generic',
  'feedback',
];
const actor = z.object({
  type: z.enum(['user', 'team']),
  id: text,
  name: text,
  email: text.optional(),
});

export const issue = z.object({
  ...fields(text, 'id shortId title permalink issueType issueCategory'),
  ...fields(
    textOrNull,
    'shareId culprit logger platform seerAutofixLastTriggered seerExplorerAutofixLastTriggered',
  ),
  ...fields(flag, 'isPublic isBookmarked isSubscribed hasSeen'),
  level: z.enum([
    'sample',
    'debug',
    'info',
    'warning',
    'error',
    'fatal',
    'unknown',
  ]),
  status: z.enum(['resolved', 'ignored', 'unresolved']),
  statusDetails: z.object({
    ...fields(
      whole.optional(),
      'ignoreCount ignoreUserCount ignoreUserWindow ignoreWindow',
    ),
    ...fields(text.optional(), 'inRelease inCommit'),
    ignoreUntil: date.optional(),
    inNextRelease: flag.optional(),
    actor: person.optional(),
  }),
  substatus: substatus.nullable(),
  priority: z.enum(['low', 'medium', 'high']).nullable(),
  priorityLockedAt: dateOrNull,
  seerFixabilityScore: z.number().nullable(),
  project: z.object({ ...fields(text, 'id name slug'), platform: textOrNull }),
  type: z.enum(types),
  metadata: dict,
  numComments: whole,
  assignedTo: actor.nullable(),
  subscriptionDetails: z
    .object({ disabled: flag.optional(), reason: text.optional() })
    .nullable(),
  annotations: z.array(z.object(fields(text, 'displayName url'))),
  isUnhandled: flag,
  ...seen,
});

export const listedIssue = issue.extend({
  stats: dict,
  lifetime: z.object({ ...seen, stats: z.unknown() }),
  filtered: z.object({ ...seen, stats: dict.optional() }).nullable(),
});

const inbox = z
  .object({
    reason: whole,
    reason_details: dict.nullable(),
    date_added: date,
  })
  .nullish();

export const issueDetail = issue.extend({
  firstRelease: dict.nullish(),
  lastRelease: dict.nullish(),
  tags: z.array(dict).optional(),
  stats: dict.optional(),
  inbox,
  activity: z.array(dict),
  seenBy: z.array(dict),
  participants: z.array(dict),
  userReportCount: whole,
});

/** What a change of several issues repeats of what was asked. */
export const bulkChange = z.object({
  assignedTo: actor.nullish(),
  ...fields(
    flag.optional(),
    'discard hasSeen inbox isBookmarked isPublic isSubscribed',
  ),
  ...fields(text.optional(), 'priority status shareId'),
  statusDetails: dict.optional(),
  substatus: substatus.nullish(),
});

export const shortId = z.object({
  ...fields(text, 'organizationSlug projectSlug groupId shortId'),
  group: issue,
});
