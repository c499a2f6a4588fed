import {
  matchProjects,
  type OpenEntity,
  type OpenProject,
} from './matchProjects';

const entity = (
  name: string,
  {
    in: repository,
    owner = 'group:default/shop',
  }: { in?: string; owner?: string } = {},
): OpenEntity => {
  const [path, directory = ''] = repository?.split(':') ?? [];
  return {
    ref: name.includes(':') ? name : `component:default/${name}`,
    owners: [owner],
    ...(path && { place: { host: 'github.com', repository: path, directory } }),
  };
};
const project = (
  slug: string,
  {
    in: repository,
    teams = [],
    of = 'acme',
  }: { in?: string; teams?: string[]; of?: string } = {},
): OpenProject => {
  const [path, directory = ''] = repository?.split(':') ?? [];
  return {
    name: `default:${of}/${slug}`,
    slug,
    teams,
    places: path ? [{ repository: path, directory }] : [],
  };
};
const inShort = (entities: OpenEntity[], projects: OpenProject[]) =>
  matchProjects(entities, projects).map(
    ({ entity: ref, project: name, reasons, confidence }) =>
      `${confidence}: ${ref.split('/')[1]} = ${name.split('/')[1]} (${reasons.join(', ')})`,
  );

it('is sure of a repository that is of one entity and one project', () => {
  expect(
    inShort(
      [
        entity('web', { in: 'acme/shop' }),
        entity('other', { in: 'acme/else' }),
      ],
      [project('storefront', { in: 'acme/shop' })],
    ),
  ).toEqual(['exact: web = storefront (repository)']);
});

it('tells the parts of one repository apart by their directories', () => {
  expect(
    inShort(
      [
        entity('web', { in: 'acme/mono:apps/web' }),
        entity('api', { in: 'acme/mono:apps/api' }),
      ],
      [
        project('a', { in: 'acme/mono:apps/api/src' }),
        project('b', { in: 'acme/mono:apps/web' }),
      ],
    ),
  ).toEqual(['exact: api = a (repository)', 'exact: web = b (repository)']);
});

it('leaves the choice where several share a repository', () => {
  expect(
    inShort(
      [entity('web', { in: 'acme/mono' })],
      [project('a', { in: 'acme/mono' }), project('b', { in: 'acme/mono' })],
    ),
  ).toEqual(['likely: web = a (repository)', 'likely: web = b (repository)']);
});

it('takes equal names for likely, and for exact where another reason agrees', () => {
  expect(
    inShort(
      [
        entity('cart'),
        entity('checkout', { in: 'acme/checkout' }),
        entity('pay'),
      ],
      [
        project('Cart'),
        project('checkout'),
        project('pay', { teams: ['shop'] }),
      ],
    ),
  ).toEqual([
    'exact: checkout = checkout (slug, repository-name)',
    'exact: pay = pay (slug, team)',
    'likely: cart = Cart (slug)',
  ]);
});

it('does not trust equal names that are there twice', () => {
  expect(
    inShort(
      [entity('api')],
      [project('api', { teams: ['shop'] }), project('api', { of: 'labs' })],
    ),
  ).toEqual(['likely: api = api (slug, team)', 'possible: api = api (slug)']);
});

it('does not trust a name where Sentry knows the source code elsewhere', () => {
  expect(
    inShort(
      [entity('api', { in: 'acme/api' })],
      [project('api', { in: 'acme/another', teams: ['shop'] })],
    ),
  ).toEqual(['possible: api = api (slug, repository-name, team)']);
});

it('takes two exact matches of one entity for likely', () => {
  expect(
    inShort(
      [entity('api', { in: 'acme/api' })],
      [project('backend', { in: 'acme/api' }), project('api')],
    ),
  ).toEqual([
    'likely: api = backend (repository)',
    'likely: api = api (slug, repository-name)',
  ]);
});

it('suggests by the team alone what is the last of both', () => {
  const last = [project('one', { teams: ['shop'] })];
  expect(inShort([entity('web')], last)).toEqual([
    'possible: web = one (team)',
  ]);
  expect(inShort([entity('web'), entity('api')], last)).toEqual([]);
  // The name of a person is no team.
  expect(
    inShort([entity('web', { owner: 'user:default/shop' })], last),
  ).toEqual([]);
});

it('matches no similar names', () => {
  expect(
    inShort(
      [entity('shop-web'), entity('shop')],
      [project('shopweb'), project('shop-web-2')],
    ),
  ).toEqual([]);
});

it('suggests at most three for an entity', () => {
  const many = Array.from({ length: 30 }, (_, index) =>
    project(`p${index}`, { in: 'acme/mono' }),
  );
  expect(inShort([entity('web', { in: 'acme/mono' })], many)).toHaveLength(3);
});
