import {
  SentryProblemError,
  type SentryClient,
} from 'backstage-plugin-sentry-node';
import {
  fakeSentryClient,
  sentryServiceMock,
} from 'backstage-plugin-sentry-node/testUtils';
import { timeMachine } from '../__testUtils__/timeMachine';
import { scopeOf, ProjectScope } from './types';
import { ProjectVisibility } from './visibility';

const time = timeMachine();
const refusal = new SentryProblemError({
  code: 'SCOPE_MISSING',
  message: 'Refused.',
});
const idsOf = (scopes: ProjectScope[]) =>
  scopes.flatMap(({ projects }) => projects.map(({ id }) => id));

/** A scope of so many projects, and a Sentry that hides some. */
function setup(count: number, hidden: string[]) {
  const ids = Array.from({ length: count }, (_, index) => String(index + 1));
  const state = { hidden };
  const listIssues = jest.fn<
    ReturnType<SentryClient['listIssues']>,
    Parameters<SentryClient['listIssues']>
  >(async (_organization, { project }) => {
    if (project.some(id => state.hidden.includes(id))) {
      throw refusal;
    }
    return { items: [] };
  });
  const service = sentryServiceMock();
  const scope = scopeOf({
    id: 'default:acme',
    client: { ...fakeSentryClient(), listIssues },
    instance: service.config.instances[0],
    organization: 'acme',
    projects: ids.map(id => ({
      instance: 'default',
      organization: 'acme',
      id,
      slug: `p${id}`,
      name: id,
    })),
  });
  return { scope, state, listIssues, visibility: new ProjectVisibility() };
}

describe('ProjectVisibility', () => {
  it('leaves everything in until Sentry refuses', () => {
    const { visibility, scope, listIssues } = setup(3, ['2']);
    expect(visibility.filter([scope])).toEqual({
      scopes: [scope],
      problems: [],
    });
    expect(listIssues).not.toHaveBeenCalled();
  });

  it.each([
    ['one of two', 2, ['1']],
    ['one of forty', 40, ['37']],
    ['all but one of sixteen', 16, [...Array(15).keys()].map(String)],
  ])('asks project by project: %s', async (_, count, hidden) => {
    const { visibility, scope, listIssues } = setup(count, hidden);
    expect(await visibility.onRefusal(scope, refusal)).toBe(true);
    expect(listIssues).toHaveBeenCalledTimes(count);
    const { scopes, problems } = visibility.filter([scope]);
    expect(scopes[0].id).toBe(scope.id);
    expect(scopes[0].key).not.toBe(scope.key);
    const expected = scope.projects.map(({ id }) => id);
    expect(idsOf(scopes)).toEqual(expected.filter(id => !hidden.includes(id)));
    expect(problems.map(({ project }) => project?.project)).toEqual(
      expected.filter(id => hidden.includes(id)).map(id => `p${id}`),
    );
  });

  it('asks no more than fifty times, and leaves out the projects beyond', async () => {
    const { visibility, scope, listIssues } = setup(60, ['1']);
    expect(await visibility.onRefusal(scope, refusal)).toBe(true);
    expect(listIssues).toHaveBeenCalledTimes(50);
    const shown = Array.from({ length: 49 }, (_, index) => String(2 + index));
    expect(idsOf(visibility.filter([scope]).scopes)).toEqual(shown);
  });

  it('leaves a scope as it is that is refused altogether, and asks no more', async () => {
    const { visibility, scope, listIssues } = setup(2, ['1', '2']);
    expect(await visibility.onRefusal(scope, refusal)).toBe(false);
    expect(visibility.filter([scope]).scopes).toEqual([scope]);
    listIssues.mockClear();
    expect(await visibility.onRefusal(scope, refusal)).toBe(false);
    expect(listIssues).not.toHaveBeenCalled();
  });

  it('asks once for all who are refused at once', async () => {
    const { visibility, scope, listIssues } = setup(2, ['1']);
    await Promise.all(
      [1, 2, 3].map(() => visibility.onRefusal(scope, refusal)),
    );
    expect(listIssues).toHaveBeenCalledTimes(2);
  });

  it('finds what has been hidden since of what was left', async () => {
    const { visibility, scope, state } = setup(4, ['1']);
    await visibility.onRefusal(scope, refusal);
    state.hidden = ['1', '2'];
    const [left] = visibility.filter([scope]).scopes;
    expect(await visibility.onRefusal(left, refusal)).toBe(true);
    const { scopes, problems } = visibility.filter([scope]);
    expect(idsOf(scopes)).toEqual(['3', '4']);
    expect(problems).toHaveLength(2);
  });

  it('keeps what it knows while Sentry is down', async () => {
    const { visibility, scope, listIssues } = setup(2, ['1']);
    await visibility.onRefusal(scope, refusal);
    listIssues.mockRejectedValue(
      new SentryProblemError({ code: 'UPSTREAM_UNAVAILABLE', message: 'Down' }),
    );
    time.pass(10 * 60_000);
    for (const _ of [1, 2]) {
      expect(idsOf(visibility.filter([scope]).scopes)).toEqual(['2']);
    }
  });

  it.each(['QUERY_INVALID', 'UPSTREAM_UNAVAILABLE', 'TOKEN_REJECTED'] as const)(
    'takes %s for no refusal of a project',
    async code => {
      const { visibility, scope, listIssues } = setup(2, ['1']);
      const failure = new SentryProblemError({ code, message: 'Other' });
      expect(await visibility.onRefusal(scope, failure)).toBe(false);
      expect(listIssues).not.toHaveBeenCalled();
    },
  );
});
