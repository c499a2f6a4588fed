import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  startEmulator,
  type EmulatorFault,
} from 'backstage-plugin-sentry-emulator';
import sentryModule from 'backstage-plugin-scaffolder-backend-module-sentry';

const token = 'a'.repeat(64);
const place = { organizationSlug: 'acme', projectSlug: 'cart' };

/** A service that is born with its Sentry project and its alert. */
const template = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'service', namespace: 'default' },
  spec: {
    type: 'service',
    steps: [
      {
        id: 'project',
        name: 'Project',
        action: 'sentry:project:create',
        input: { organizationSlug: 'acme', teamSlug: 'money', name: 'Cart' },
      },
      {
        id: 'alert',
        name: 'Alert',
        action: 'sentry:alert:create',
        input: { ...place, name: 'Tell the team' },
      },
    ],
  },
};

const projects = '/api/0/teams/acme/money/projects/';
const project = `POST ${projects} 201`;
const workflows = '/api/0/organizations/acme/workflows/';

describe('a task of a template', () => {
  it.each<[string, EmulatorFault, string[], string[]]>([
    [
      'in a later step',
      { path: workflows, status: 503 },
      [project, `POST ${workflows} 503`],
      [`POST ${workflows} 201`],
    ],
    [
      'where the answer was lost',
      { path: projects, body: 'truncated' },
      [project],
      [`POST ${workflows} 201`],
    ],
  ])('that failed %s does nothing twice when it is retried', async (...row) => {
    const [, fault, first, then] = row;
    const emulator = await startEmulator({ port: 0 });
    emulator.addToken({
      token,
      scopes: [
        ...['project:read', 'project:write', 'team:read', 'team:write'],
        ...['alerts:read', 'alerts:write', 'org:read'],
      ],
      organizations: ['acme'],
    });
    const backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        sentryModule,
        catalogServiceMock.factory({ entities: [template] }),
        mockServices.rootConfig.factory({
          data: {
            scaffolder: {
              sentry: { token, apiBaseUrl: `${emulator.url}/api/0` },
            },
          },
        }),
      ],
    });
    const { server } = backend;
    const tasks = `http://localhost:${server.port()}/api/scaffolder/v2/tasks`;
    const post = async (url: string, sent: object = {}) => {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(sent),
      });
      expect(answer.status).toBe(201);
      return answer.json();
    };
    const untilEnded = async (id: string, ending: string) => {
      const deadline = Date.now() + 30_000;
      for (;;) {
        const { status } = await (await fetch(`${tasks}/${id}`)).json();
        if (status === ending) {
          return;
        }
        if (Date.now() > deadline) {
          throw new Error(`The task is ${status}, not ${ending}`);
        }
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    };
    const writes = () =>
      emulator
        .requests()
        .filter(({ method }) => method !== 'GET')
        .map(({ method, path, status }) => `${method} ${path} ${status}`);

    emulator.addFault({ ...fault, method: 'POST', times: 1 });
    const { id } = await post(tasks, {
      templateRef: 'template:default/service',
      values: {},
    });
    await untilEnded(id, 'failed');
    expect(writes()).toEqual(first);

    await post(`${tasks}/${id}/retry`);
    await untilEnded(id, 'completed');
    expect(writes()).toEqual([...first, ...then]);
    await backend.stop();
    await emulator.close();
  });
});
