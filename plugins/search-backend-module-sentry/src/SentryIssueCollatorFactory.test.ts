import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { TestPipeline } from '@backstage/plugin-search-backend-node';
import type {
  SentryIssue,
  SentryIssuesPage,
  SentryProblem,
  SentryProject,
  SentryProjectEntry,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryBackendClient,
} from 'backstage-plugin-sentry-node';
import { SentryIssueCollatorFactory } from './SentryIssueCollatorFactory';

const annotated = (name: string, title?: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    namespace: 'default',
    ...(title && { title }),
    annotations: { 'sentry.io/project-slug': name },
  },
});

const project = (
  slug: string,
  more: Partial<SentryProject & { ref: string }> = {},
) => ({
  ref: slug,
  instance: 'default',
  organization: 'acme',
  id: `id-of-${slug}`,
  slug,
  name: slug,
  ...more,
});

const issue = (
  of: SentryProject,
  more: Partial<SentryIssue> = {},
): SentryIssue => ({
  id: '4501',
  shortId: 'SHOP-WEB-1A',
  title: 'TypeError: no total',
  culprit: 'checkout in submitOrder',
  level: 'error',
  priority: 'high',
  count: 3,
  project: of,
  ...more,
});

const problem = (code: SentryProblem['code']) =>
  new SentryProblemError({ code, message: `It is ${code}` });

const gone = () =>
  ResponseError.fromResponse(
    Response.json(
      {
        error: { name: 'NotFoundError', message: 'No such entity' },
        response: { statusCode: 404 },
      },
      { status: 404 },
    ),
  );

/** What the backend answers for each entity: its projects, and the issues of each. */
type Answers = Record<
  string,
  {
    projects?: SentryProjectEntry[] | Error;
    issues?: Record<string, SentryIssue[] | Error>;
    problems?: SentryProblem[];
  }
>;

function setup(
  answers: Answers,
  entities = Object.keys(answers).map(name => annotated(name)),
) {
  const meta = { fetchedAt: '2026-11-30T20:00:00Z', stale: false };
  const of = (ref: string) =>
    answers[ref.replace('component:default/', '')] ?? {};
  let running = 0;
  const alone = async <T>(answer: T | Error): Promise<T> => {
    running += 1;
    expect(running).toBe(1);
    await Promise.resolve();
    running -= 1;
    if (answer instanceof Error) {
      throw answer;
    }
    return answer;
  };
  const sentry = {
    listProjects: jest.fn<
      ReturnType<SentryBackendClient['listProjects']>,
      Parameters<SentryBackendClient['listProjects']>
    >(async ref => {
      const items = await alone(of(ref).projects ?? []);
      return { ...meta, items, problems: [] };
    }),
    listIssues: jest.fn<
      Promise<SentryIssuesPage>,
      Parameters<SentryBackendClient['listIssues']>
    >(async (ref, query) => {
      const [name = ''] = query?.project ?? [];
      const { issues = {}, problems = [] } = of(ref);
      const items = await alone(issues[name] ?? []);
      return {
        ...meta,
        items,
        problems,
        pageInfo: { nextCursor: 'more' },
        totalIsEstimate: false,
        links: {},
      };
    }),
  };
  const collate = async () =>
    TestPipeline.fromCollator(
      await new SentryIssueCollatorFactory({
        auth: mockServices.auth(),
        catalog: catalogServiceMock({
          entities: [
            ...entities,
            { ...annotated('plain'), metadata: { name: 'plain' } },
          ],
        }),
        logger: mockServices.logger.mock(),
        sentry,
        issuesPerProject: 25,
        locationTemplate: '/catalog/:namespace/:kind/:name',
      }).getCollator(),
    ).execute();
  return { sentry, collate };
}

const web = project('shop-web');

it('indexes of each annotated entity its Sentry page and its issues, for those who may read them', async () => {
  const { collate } = setup(
    { 'shop-web': { projects: [web], issues: { 'shop-web': [issue(web)] } } },
    [annotated('shop-web', 'Shop web')],
  );
  const { error, documents } = await collate();
  expect(error).toBeUndefined();
  const authorization = { resourceRef: 'component:default/shop-web' };
  expect(documents).toEqual([
    expect.objectContaining({
      title: 'Sentry issues of Shop web',
      location: '/catalog/default/component/shop-web/sentry',
      authorization,
    }),
    {
      title: 'TypeError: no total',
      text: 'SHOP-WEB-1A · checkout in submitOrder · shop-web · Shop web',
      location: '/catalog/default/component/shop-web/sentry?issue=SHOP-WEB-1A',
      authorization,
      entityRef: 'component:default/shop-web',
      entityTitle: 'Shop web',
      issueId: 'SHOP-WEB-1A',
      issueProject: '',
      level: 'error',
      priority: 'high',
      project: 'shop-web',
    },
  ]);
  // Lunr searches and filters by the fields of the first document.
  expect(Object.keys(documents[0]).sort()).toEqual(
    Object.keys(documents[1]).sort(),
  );
});

it('asks once for a page of each project, one after the other', async () => {
  const eu = project('billing', {
    ref: 'eu:acme-eu/billing',
    instance: 'eu',
    organization: 'acme-eu',
  });
  const { collate, sentry } = setup({
    both: {
      projects: [web, eu, { ...web, ref: 'acme/shop-web' }],
      issues: {
        'acme/shop-web': [issue(web)],
        'eu:acme-eu/billing': [issue(eu)],
      },
    },
  });
  const { documents } = await collate();
  expect(sentry.listIssues.mock.calls).toEqual(
    ['acme/shop-web', 'eu:acme-eu/billing'].map(name => [
      'component:default/both',
      { project: [name], sort: 'freq', limit: 25 },
    ]),
  );
  // Both Sentrys have an issue of that short id.
  const [, ...issues] = documents.map(({ location }) => location);
  expect(issues).toEqual([
    expect.stringContaining('issueProject=default%3Aacme%2Fid-of-shop-web'),
    expect.stringContaining('issueProject=eu%3Aacme-eu%2Fid-of-billing'),
  ]);
});

it.each([
  ['there is none', { projects: [web] }],
  ['its annotation is wrong', { projects: problem('ANNOTATION_INVALID') }],
  ['the viewer has to ask', { projects: problem('NOT_CONNECTED') }],
  [
    'its project is unknown',
    { projects: [{ ref: 'x', problem: problem('PROJECT_NOT_FOUND') }] },
  ],
  ['it is gone', { projects: gone }],
])(
  'has a lasting document of an entity without an issue: %s',
  async (_, { projects }) => {
    const { collate } = setup({
      quiet: {
        projects: typeof projects === 'function' ? await projects() : projects,
      },
    });
    const { error, documents } = await collate();
    expect(error).toBeUndefined();
    expect(documents).toMatchObject([
      { entityRef: 'component:default/quiet', issueId: '' },
    ]);
  },
);

it.each([
  ['refuses a question', { issues: { 'shop-web': problem('RATE_LIMITED') } }],
  ['answers in part', { problems: [problem('RATE_LIMITED').toProblem()] }],
])(
  'fails, so that the old index stays, as soon as a used-up rate limit %s',
  async (_, answers) => {
    const { collate, sentry } = setup({
      'shop-web': { projects: [web], ...answers },
      later: { projects: [web] },
    });
    const { error } = await collate();
    expect(error).toMatchObject({ code: 'RATE_LIMITED' });
    expect(sentry.listProjects).toHaveBeenCalledTimes(1);
  },
);

it('fails while Sentry answers for no project, and not because one of them fails', async () => {
  const down = problem('UPSTREAM_UNAVAILABLE');
  const outage: Answers = {
    one: { projects: [web], issues: { 'shop-web': down } },
    two: { projects: down },
  };
  const { error } = await setup(outage).collate();
  expect(error).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });

  const { error: none, documents } = await setup({
    ...outage,
    three: { projects: [web], issues: { 'shop-web': [issue(web)] } },
  }).collate();
  expect(none).toBeUndefined();
  expect(documents).toHaveLength(4);
});

it('fails where the backend does not answer', async () => {
  const { collate } = setup({ one: { projects: new Error('ECONNREFUSED') } });
  expect((await collate()).error).toMatchObject({ message: 'ECONNREFUSED' });
});
