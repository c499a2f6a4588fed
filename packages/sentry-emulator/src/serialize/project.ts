import { createdAt, formatDate } from './dates';
import { serializeOrganization } from './organization';
import type { Organization } from '../directory';
import type { EmulatorProject, EmulatorToken } from '../types';
import type { ApiContext } from '../webApi/types';

/** A project as the organization's list has it. */
export function serializeListedProject(
  project: EmulatorProject,
  token: EmulatorToken | undefined,
  context: ApiContext,
): Record<string, unknown> {
  const team = context.directory.team(project);
  return {
    ...projectBase(project, token, context),
    team,
    environments: context.store.environments(project.id),
    hasUserReports: false,
    latestDeploys: null,
  };
}

/** A project with its settings, all of them as for a project just made. */
export function serializeProject(
  project: EmulatorProject,
  organization: Organization,
  token: EmulatorToken | undefined,
  context: ApiContext,
): Record<string, unknown> {
  return {
    ...projectBase(project, token, context),
    ...settings,
    team: context.directory.team(project),
    organization: serializeOrganization(organization, context),
  };
}

function projectBase(
  project: EmulatorProject,
  token: EmulatorToken | undefined,
  context: ApiContext,
): Record<string, unknown> {
  const { directory, store } = context;
  const firstEvent = store.firstEventAt(project.id);
  const release = store.latestRelease(project.id);
  return {
    id: project.id,
    slug: project.slug,
    name: project.name,
    platform: project.platform,
    dateCreated: createdAt,
    isBookmarked: false,
    isMember: true,
    features: [],
    firstEvent: firstEvent === undefined ? null : formatDate(firstEvent),
    firstTransactionEvent: false,
    access: token?.scopes ?? [],
    hasAccess: true,
    teams: [directory.team(project)],
    platforms: firstEvent === undefined ? [] : [project.platform],
    latestRelease: release === undefined ? null : { version: release },
    ...lacking,
  };
}

/** What no project of the emulator has: it only takes errors. */
const lacking = {
  hasFeedbacks: false,
  hasFlags: false,
  hasMinifiedStackTrace: false,
  hasMonitors: false,
  hasNewFeedbacks: false,
  hasProfiles: false,
  hasReplays: false,
  hasSessions: false,
  hasInsightsHttp: false,
  hasInsightsDb: false,
  hasInsightsAssets: false,
  hasInsightsAppStart: false,
  hasInsightsScreenLoad: false,
  hasInsightsVitals: false,
  hasInsightsCaches: false,
  hasInsightsQueues: false,
  hasInsightsAgentMonitoring: false,
  hasInsightsMCP: false,
  hasLogs: false,
  hasTraceMetrics: false,
};

const settings = {
  isInternal: false,
  isPublic: false,
  avatar: { avatarType: 'letter_avatar', avatarUuid: null },
  color: '#3f70bf',
  status: 'active',
  options: {},
  digestsMinDelay: 300,
  digestsMaxDelay: 1800,
  subjectPrefix: '',
  allowedDomains: ['*'],
  resolveAge: 0,
  dataScrubber: true,
  dataScrubberDefaults: true,
  safeFields: [],
  storeCrashReports: null,
  sensitiveFields: [],
  subjectTemplate: '$shortID - $title',
  securityToken: '',
  securityTokenHeader: null,
  verifySSL: false,
  scrubIPAddresses: false,
  scrapeJavaScript: true,
  enableAutoReleaseCreation: true,
  highlightTags: [],
  highlightContext: {},
  highlightPreset: { tags: [], context: {} },
  groupingConfig: 'emulator:type-and-frame',
  derivedGroupingEnhancements: '',
  groupingEnhancements: '',
  secondaryGroupingExpiry: 0,
  secondaryGroupingConfig: null,
  fingerprintingRules: '',
  processingIssues: 0,
  defaultEnvironment: null,
  relayPiiConfig: null,
  builtinSymbolSources: [],
  dynamicSamplingBiases: null,
  symbolSources: '[]',
  isDynamicallySampled: false,
  tempestFetchScreenshots: false,
  autofixAutomationTuning: 'off',
  seerScannerAutomation: false,
  seerNightshiftTweaks: null,
  scmSourceContextEnabled: false,
  debugFilesRole: null,
};
