import { createdAt } from './dates';
import type { ProjectKey } from '../directory';
import type { EmulatorProject } from '../types';
import type { ApiContext } from '../webApi/types';

interface SerializedKey extends Record<string, unknown> {
  dsn: Record<string, string>;
}

/** A key of a project, and the addresses made of it. */
export function serializeKey(
  { name, publicKey: key, secretKey: legacy }: ProjectKey,
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
    isActive: true,
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
