import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  SentryIssuesPage,
  SentrySummary,
} from 'backstage-plugin-sentry-common';
import { captureWithSdk } from 'backstage-plugin-sentry-emulator';
import request from 'supertest';
import {
  componentRefs,
  components,
  holder,
  manyProjects,
  organizations,
} from '../__testUtils__/manyProjects';
import type { Policy } from '../__testUtils__/policy';
import { distinctErrors } from '../__testUtils__/sdkEvents';
import {
  component,
  issueCalls,
  startPortal,
} from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const emulator = useEmulator(async sentry => {
  for (const organization of organizations) {
    for (let index = 0; index < 15; index += 1) {
      await captureWithSdk({
        dsn: sentry.dsn(organization, `${organization}-${index}`),
        events: distinctErrors(index === 0 ? 3 : 1, {
          name: `${organization} ${index}`,
        }),
      });
    }
  }
}, manyProjects);

const entities = [
  holder('System', 'shop', 'hasPart', componentRefs),
  holder('Group', 'team', 'ownerOf', [
    ...componentRefs,
    'system:default/unannotated',
  ]),
  holder('System', 'unannotated', 'hasPart', ['component:default/of-others']),
  component('of-others', 'acme/acme-0'),
  component('twin', 'acme/acme-0, acme-labs/acme-labs-0'),
  holder('System', 'broken', 'hasPart', [
    'component:default/acme-0',
    'component:default/lost',
  ]),
  component('lost', 'no-such-project'),
  holder('System', 'twins', 'hasPart', [
    'component:default/acme-0',
    'component:default/twin',
  ]),
  holder('System', 'blanks', 'hasPart', [
    'component:default/blank',
    'component:default/webshop',
    'system:default/blank-holder',
  ]),
  component('blank', '  '),
  component('WebShop', 'acme/acme-0'),
  {
    ...holder('System', 'blank-holder', 'hasPart', [
      'component:default/acme-1',
    ]),
    metadata: {
      name: 'blank-holder',
      namespace: 'default',
      annotations: { 'sentry.io/project-slug': ' ' },
    },
  },
  ...components.map((entity, index) => ({
    ...entity,
    metadata: {
      ...entity.metadata,
      ...(index === 0 && { title: 'First of Acme' }),
    },
  })),
];
const alice = 'user:default/alice';
const unseen = 'component:default/acme-0';

async function start(policy: Policy = {}) {
  const portal = await startPortal({ emulator: emulator(), entities, policy });
  const get = async <T>(route: string): Promise<T> => {
    const { status, body } = await request(portal.server)
      .get(`/api/sentry/entities/${route}`)
      .set('authorization', mockCredentials.user.header(alice));
    expect([status, body.error]).toEqual([200, undefined]);
    return body;
  };
  return { ...portal, get };
}

function callsTo(path: string): URLSearchParams[] {
  return emulator()
    .requests()
    .filter(call => call.path.endsWith(path))
    .map(({ query }) => new URLSearchParams(query));
}

describe.each([
  ['system', 'system/default/shop'],
  ['group', 'group/default/team'],
])('a %s of thirty components in two organizations', (_kind, path) => {
  it('takes one call for each organization', async () => {
    const { get } = await start();
    const page = await get<SentryIssuesPage>(`${path}/issues?limit=100`);
    expect(page.items).toHaveLength(34);
    expect(page.problems).toEqual([]);
    const calls = issueCalls(emulator());
    expect(calls).toHaveLength(2);
    expect(calls.flatMap(query => query.getAll('project'))).toHaveLength(30);
  });

  it('says which component each project is of', async () => {
    const { get } = await start();
    const page = await get<SentryIssuesPage>(`${path}/issues`);
    expect(page.entities).toHaveLength(30);
    expect(page.entities).toContainEqual({
      ref: 'component:default/acme-0',
      title: 'First of Acme',
      projects: ['default:acme/100'],
    });
    expect(page.entities).toContainEqual({
      ref: 'component:default/acme-labs-14',
      projects: ['default:acme-labs/214'],
    });
    const [{ project }] = page.items;
    expect(page.entities?.flatMap(({ projects }) => projects)).toContain(
      `${project.instance}:${project.organization}/${project.id}`,
    );
  });

  it('counts all components in one call for each organization', async () => {
    const { get } = await start();
    const summary = await get<SentrySummary>(`${path}/summary`);
    expect(summary.unresolved).toBe(34);
    expect(summary.components).toHaveLength(30);
    expect(summary.components).toContainEqual({
      ref: 'component:default/acme-0',
      title: 'First of Acme',
      projects: ['default:acme/100'],
      unresolved: 3,
      regressed: 0,
      escalating: 0,
      capped: false,
    });
    expect(summary.components).toContainEqual(
      expect.objectContaining({
        ref: 'component:default/acme-labs-14',
        unresolved: 1,
      }),
    );
    const counting = callsTo('/issues-count/').filter(query =>
      query.getAll('query').some(one => one.startsWith('project:')),
    );
    expect(counting.map(query => query.getAll('query').length)).toEqual([
      45, 45,
    ]);
  });

  it.each<[string, Policy]>([
    ['the catalog hides', { hiddenEntities: { [alice]: [unseen] } }],
    ['the policy refuses', { deniedEntities: { [alice]: [unseen] } }],
  ])(
    'neither asks about nor counts a component that %s',
    async (_why, policy) => {
      const { get } = await start(policy);
      const page = await get<SentryIssuesPage>(`${path}/issues?limit=100`);
      const summary = await get<SentrySummary>(`${path}/summary`);
      expect(page.items).toHaveLength(31);
      expect(summary.unresolved).toBe(31);
      expect(page.entities).toHaveLength(29);
      expect(summary.components).toHaveLength(29);
      expect(JSON.stringify([page, summary])).not.toContain('acme-0"');
      for (const { query } of emulator().requests()) {
        expect(new URLSearchParams(query).getAll('project')).not.toContain(
          '100',
        );
        expect(query).not.toContain('acme-0');
      }
    },
  );
});

describe('what entities share', () => {
  it('lists a project of two components with each', async () => {
    const { get } = await start();
    const page = await get<SentryIssuesPage>('system/default/twins/issues');
    expect(page.entities).toEqual([
      {
        ref: 'component:default/acme-0',
        title: 'First of Acme',
        projects: ['default:acme/100'],
      },
      {
        ref: 'component:default/twin',
        projects: ['default:acme/100', 'default:acme-labs/200'],
      },
    ]);
    const { components: totals } = await get<SentrySummary>(
      'system/default/twins/summary',
    );
    expect(totals?.map(({ unresolved }) => unresolved)).toEqual([3, 6]);
  });

  it('names the other owner of a project only to those who may see that one', async () => {
    const { server } = await start({
      hiddenEntities: { [alice]: ['component:default/twin'] },
    });
    const asked = (user: string) =>
      request(server)
        .get('/api/sentry/entities/system/default/twins/issues?project=acme-0')
        .set('authorization', mockCredentials.user.header(user));
    const all = await asked('user:default/bob');
    const own = await asked(alice);
    expect(all.body.entities).toHaveLength(2);
    expect(own.body.entities).toHaveLength(1);
    expect(own.text).not.toContain('twin');
  });

  it('says nothing of entities on the page of a component', async () => {
    const { get } = await start();
    const path = 'component/default/acme-0';
    const page = await get<SentryIssuesPage>(`${path}/issues`);
    const summary = await get<SentrySummary>(`${path}/summary`);
    expect(page).not.toHaveProperty('entities');
    expect(summary).not.toHaveProperty('components');
    expect(callsTo('/issues-count/')).toHaveLength(1);
  });

  it('does not count the parts of a system that a group owns', async () => {
    const { get } = await start();
    const page = await get<SentryIssuesPage>('group/default/team/issues');
    expect(JSON.stringify(page.entities)).not.toContain('of-others');
  });

  it('says whose annotation names no project, and shows the rest', async () => {
    const { get } = await start();
    const page = await get<SentryIssuesPage>('system/default/broken/issues');
    expect(page.items).toHaveLength(3);
    expect(page.problems).toEqual([
      expect.objectContaining({
        code: 'PROJECT_NOT_FOUND',
        message: expect.stringMatching(/^component:default\/lost: .*no-such/),
      }),
    ]);
    expect(page.entities).toHaveLength(1);
  });
});

describe('blank annotations', () => {
  it('are none on what belongs to a system, and names are as they are written', async () => {
    const { get } = await start();
    const page = await get<SentryIssuesPage>('system/default/blanks/issues');
    expect(page.problems).toEqual([]);
    expect(page.entities).toEqual([
      {
        ref: 'component:default/webshop',
        title: 'WebShop',
        projects: ['default:acme/100'],
      },
      { ref: 'component:default/acme-1', projects: ['default:acme/101'] },
    ]);
  });

  it('are none on a system, which then shows its parts', async () => {
    const { get } = await start();
    const page = await get<SentryIssuesPage>(
      'system/default/blank-holder/issues',
    );
    expect(page.problems).toEqual([]);
    expect(page.items).toHaveLength(1);
  });

  it('are none on a component', async () => {
    const portal = await start();
    const { status, body } = await request(portal.server).get(
      portal.path('blank', 'issues'),
    );
    expect([status, body.error.code]).toEqual([404, 'ANNOTATION_MISSING']);
  });
});
