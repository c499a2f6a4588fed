import { createdAt } from '../../serialize/dates';
import { scopes } from '../auth';
import { linkHeader, offsetPage, readCursor, readPerPage } from '../pagination';
import type { ApiRoute } from '../types';

/** The one key of a project, and the addresses made of it. */
export const projectKeysRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: '/api/0/projects/:organization/:project/keys/',
  scopes: scopes.readProject,
  handle: (request, context) => {
    const { project, query } = request;
    const { directory, baseUrl } = context;
    const key = directory.publicKey(project);
    const legacy = directory.legacyKey(project);
    const { host } = new URL(baseUrl);
    const api = `${baseUrl}/api/${project.id}`;
    const serialized = {
      id: key,
      name: 'Default',
      label: 'Default',
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
    const page = offsetPage(
      query.get('status') === 'inactive' ? [] : [serialized],
      readPerPage(query),
      readCursor(query),
    );
    return { body: page.items, headers: linkHeader(request, context, page) };
  },
};
