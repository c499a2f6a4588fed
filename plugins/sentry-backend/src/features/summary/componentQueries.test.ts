import { fakeSentryClient } from 'backstage-plugin-sentry-node/testUtils';
import { fakeSentry } from '../../__testUtils__/fakeSentry';
import { scopeOf, ProjectScope } from '../../scopes/types';
import { componentQueries, inChunks } from './queries';
import { mergeComponents } from './SummaryService';

const client = fakeSentryClient();

function scope(slugs: string[], of = client): ProjectScope {
  const [instance] = fakeSentry(of).config.instances;
  return scopeOf({
    id: 'default:acme',
    client: of,
    instance,
    organization: 'acme',
    projects: slugs.map((slug, index) => ({
      instance: 'default',
      organization: 'acme',
      id: String(index + 1),
      slug,
      name: slug,
    })),
  });
}

const component = (name: string, ids: number[]) => ({
  ref: `component:default/${name}`,
  projects: ids.map(id => `default:acme/${id}`),
});

describe('componentQueries', () => {
  it('searches the projects of each component, and what narrows all of them', () => {
    expect(
      componentQueries(
        scope(['shop', 'cart']),
        [component('one', [1]), component('two', [1, 2])],
        'is:unresolved level:fatal',
      ),
    ).toEqual([
      {
        ref: 'component:default/one',
        projects: 1,
        query: 'project:shop is:unresolved level:fatal',
      },
      {
        ref: 'component:default/two',
        projects: 2,
        query: 'project:[shop,cart] is:unresolved level:fatal',
      },
    ]);
  });

  it('searches nothing of projects that are of another scope, or that the scope may not show', () => {
    expect(
      componentQueries(
        scope(['shop']),
        [component('other', [7])],
        'is:unresolved',
      ),
    ).toEqual([]);
  });

  it('puts nothing into a search that is not a slug', () => {
    expect(
      componentQueries(
        scope(['shop is:resolved']),
        [component('one', [1])],
        'is:unresolved',
      ),
    ).toEqual([]);
  });

  it('asks nothing of a server that takes `project:` for a tag', () => {
    const glitchtip = fakeSentryClient({
      capabilities: { ...client.capabilities, server: 'glitchtip' },
    });
    expect(
      componentQueries(
        scope(['shop'], glitchtip),
        [component('one', [1])],
        'is:unresolved',
      ),
    ).toEqual([]);
  });

  it('keeps each search, and each address, to a length that servers take', () => {
    const slugs = Array.from({ length: 300 }, (_, index) =>
      `project-${index}-`.padEnd(50, 'x'),
    );
    const queries = componentQueries(
      scope(slugs),
      [
        component(
          'all',
          Array.from(slugs, (_, index) => index + 1),
        ),
      ],
      'is:unresolved',
    );
    expect(queries.map(({ projects }) => projects)).toEqual([
      40, 40, 40, 40, 40, 40, 40, 20,
    ]);
    const chunks = inChunks(queries.map(({ query }) => query));
    for (const chunk of chunks) {
      const params = new URLSearchParams(chunk.map(query => ['query', query]));
      expect(params.toString().length).toBeLessThan(4_100);
    }
    expect(chunks.flat()).toEqual(queries.map(({ query }) => query));
  });
});

describe('mergeComponents', () => {
  const counted = (ref: string, count?: number, capped = false) => ({
    ref: `component:default/${ref}`,
    projects: 1,
    ...(count !== undefined && { count }),
    capped,
  });

  it('adds up what several organizations tell of a component, capped where one count is', () => {
    expect(
      mergeComponents(
        [component('one', [1, 2])],
        [
          { counts: [], components: [counted('one', 100, true)] },
          { counts: [], components: [counted('one', 3)] },
        ],
      ),
    ).toEqual([{ ...component('one', [1, 2]), unresolved: 103, capped: true }]);
  });

  it('has no count where a part of it was not told', () => {
    expect(
      mergeComponents(
        [component('one', [1, 2])],
        [
          { counts: [], components: [counted('one', 3)] },
          { counts: [], components: [counted('one')] },
        ],
      ),
    ).toEqual([{ ...component('one', [1, 2]), capped: false }]);
  });
});
