import { seesProject } from '../webApi/auth';
import { createdAt, formatDate, projectCreatedAt } from './series';
import { serializeTeamReference, serializeOrganization } from './people';
import type { Organization, ProjectKey } from '../directory';
import type { EmulatorProject, EmulatorToken } from '../types/options';
import type { ApiContext } from '../webApi/types';

/** What no project of the emulator has: it takes errors and sessions. */
const lackingFeatures = {
  hasFeedbacks: false,
  hasFlags: false,
  hasMinifiedStackTrace: false,
  hasMonitors: false,
  hasNewFeedbacks: false,
  hasProfiles: false,
  hasReplays: false,
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

/** The default settings of a project. */
const defaultSettings = {
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

/** A project as the organization's list has it. */
export function serializeListedProject(
  project: EmulatorProject,
  token: EmulatorToken | undefined,
  context: ApiContext,
): Record<string, unknown> {
  return {
    ...projectBase(project, token, context),
    team: serializeTeamReference(context.directory.teamsOf(project)[0]),
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
    ...defaultSettings,
    team: serializeTeamReference(context.directory.teamsOf(project)[0]),
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
  const isMember = seesProject(token, project);
  const release = store.latestRelease(project.id);
  return {
    id: project.id,
    slug: project.slug,
    name: project.name,
    platform: project.platform,
    dateCreated: projectCreatedAt(project),
    isBookmarked: false,
    isMember,
    features: [],
    firstEvent: firstEvent === undefined ? null : formatDate(firstEvent),
    firstTransactionEvent: false,
    access: token?.scopes ?? [],
    hasAccess: isMember,
    teams: directory.teamsOf(project).map(serializeTeamReference),
    platforms: firstEvent === undefined ? [] : [project.platform],
    latestRelease: release === undefined ? null : { version: release },
    ...lackingFeatures,
    hasSessions: store.sessions.has(project.id),
  };
}

interface SerializedKey extends Record<string, unknown> {
  dsn: Record<string, string>;
}

/** A key of a project, and the addresses made of it. */
export function serializeKey(
  { name, isActive, publicKey: key, secretKey: legacy }: ProjectKey,
  project: EmulatorProject,
  { baseUrl }: ApiContext,
): SerializedKey {
  const host = baseUrl.replace('http://', '');
  const api = `${baseUrl}/api/${project.id}`;
  return {
    id: key,
    name,
    label: name,
    public: key,
    secret: legacy,
    projectId: Number(project.id),
    isActive,
    rateLimit: null,
    dsn: {
      secret: `http://${key}:${legacy}@${host}/${project.id}`,
      public: `http://${key}@${host}/${project.id}`,
      csp: `${api}/csp-report/?sentry_key=${key}`,
      security: `${api}/security/?sentry_key=${key}`,
      minidump: `${api}/minidump/?sentry_key=${key}`,
      nel: `${api}/nel/?sentry_key=${key}`,
      unreal: `${api}/unreal/${key}/`,
      crons: `${api}/cron/___MONITOR_SLUG___/${key}/`,
      cdn: `${baseUrl}/js-sdk-loader/${key}.min.js`,
      playstation: `${api}/playstation/?sentry_key=${key}`,
      integration: `${api}/integration/`,
      otlp_traces: `${api}/integration/otlp/v1/traces`,
      otlp_logs: `${api}/integration/otlp/v1/logs`,
    },
    browserSdkVersion: '11.x',
    browserSdk: {
      choices: [
        ['latest', 'latest'],
        ['11.x', '11.x'],
      ],
    },
    dateCreated: createdAt,
    dynamicSdkLoaderOptions: {
      hasReplay: false,
      hasPerformance: false,
      hasDebug: false,
      hasFeedback: false,
      hasLogsAndMetrics: false,
    },
  };
}
