import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthenticationError, ResponseError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { SentryCaller } from 'backstage-plugin-sentry-node';
import { timeMachine } from '../__testUtils__/timeMachine';
import { CatalogReader } from './CatalogReader';
import { EntityAccess } from './EntityAccess';
import { SentryPermissions } from './permissions';

const time = timeMachine();
const as = (credentials: BackstageCredentials) =>
  new SentryCaller({ credentials });
const alice = as(mockCredentials.user('user:default/alice'));
const bob = as(mockCredentials.user('user:default/bob'));
const service = as(mockCredentials.service('plugin:test'));
const shopWeb = { kind: 'Component', namespace: 'default', name: 'shop-web' };

function entity(
  kind: string,
  name: string,
  projects?: string,
  parts: string[] = [],
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace: 'default',
      annotations: projects ? { 'sentry.io/project-slug': projects } : {},
    },
    relations: parts.map(targetRef => ({ type: 'hasPart', targetRef })),
  };
}

function setup(
  options: {
    entities?: Entity[];
    ttlMs?: number;
    denied?: string[];
  } = {},
) {
  const { entities = [entity('Component', 'shop-web', 'shop-web')] } = options;
  const catalog = catalogServiceMock({ entities });
  const read = jest.spyOn(catalog, 'getEntityByRef');
  const denied = new Set(options.denied);
  const authorize = jest.fn<
    ReturnType<PermissionsService['authorize']>,
    Parameters<PermissionsService['authorize']>
  >(async requests =>
    requests.map(permissionRequest => ({
      result:
        'resourceRef' in permissionRequest &&
        denied.has(String(permissionRequest.resourceRef))
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
    })),
  );
  const permissions: PermissionsService = {
    authorize,
    authorizeConditional: jest.fn(),
  };
  const logger = mockServices.logger.mock();
  const access = new EntityAccess({
    reader: new CatalogReader({ catalog, logger }),
    permissions: new SentryPermissions({ permissions, logger }),
    ttlMs: options.ttlMs ?? 30_000,
  });
  return { access, authorize, catalog, denied, logger, read };
}

describe('EntityAccess', () => {
  it('reads the entity and asks for the permission as the caller', async () => {
    const { access, authorize, read } = setup();
    const found = await access.check(shopWeb, alice);
    expect(found).toMatchObject({
      caller: alice,
      entity: {
        ref: 'component:default/shop-web',
        annotations: {
          refs: [
            { project: 'shop-web', entityRefs: ['component:default/shop-web'] },
          ],
        },
      },
    });
    expect(read).toHaveBeenCalledWith(shopWeb, {
      credentials: alice.credentials,
    });
    expect(authorize).toHaveBeenCalledWith(
      [
        expect.objectContaining({
          permission: expect.objectContaining({ name: 'sentry.issue.read' }),
          resourceRef: 'component:default/shop-web',
        }),
      ],
      { credentials: alice.credentials },
    );
  });

  it('remembers a decision for its caller and entity alone', async () => {
    const { access, read } = setup();
    await access.check(shopWeb, alice);
    await access.check(shopWeb, alice);
    expect(read).toHaveBeenCalledTimes(1);
    await access.check(shopWeb, bob);
    await access.check(shopWeb, service);
    expect(read).toHaveBeenCalledTimes(3);
  });

  it('tells services with different restrictions apart', async () => {
    const { access, read } = setup();
    const restricted = as(
      mockCredentials.service('plugin:test', {
        permissionNames: ['sentry.issue.read'],
      }),
    );
    await access.check(shopWeb, service);
    await access.check(shopWeb, restricted);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('decides each time where that is turned off', async () => {
    const { access, read } = setup({ ttlMs: 0 });
    await access.check(shopWeb, alice);
    await access.check(shopWeb, alice);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('decides once for those that come at once', async () => {
    const { access, read } = setup();
    await Promise.all([
      access.check(shopWeb, alice),
      access.check(shopWeb, alice),
    ]);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('denies without the permission', async () => {
    const { access } = setup({ denied: ['component:default/shop-web'] });
    await expect(access.check(shopWeb, alice)).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
  });

  it('does not ask for the permission on what the caller cannot read', async () => {
    const { access, authorize } = setup({ entities: [] });
    await expect(access.check(shopWeb, alice)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    expect(authorize).not.toHaveBeenCalled();
  });

  it.each([
    // The URL of the catalog's route would lead to an entity by its uid, or elsewhere.
    ['..', 'by-uid', '6f1c'],
    ['..', '..', 'locations'],
    ['component', 'default', '.'],
    ['component', 'default', 'a/b'],
    ['component', 'default', 'a:b'],
    ['component', 'default', 'a\\b'],
    ['component', 'default', 'a\u0000b'],
    ['component', 'default', 'a'.repeat(256)],
  ])('finds nothing at %s:%s/%s, without asking', async (...parts) => {
    const { access, read } = setup();
    const [kind, namespace, name] = parts;
    await expect(
      access.check({ kind, namespace, name }, alice),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    expect(read).not.toHaveBeenCalled();
  });

  it('finds nothing where the catalog refuses the ref', async () => {
    const { access, read } = setup();
    const response = Response.json({}, { status: 400 });
    read.mockRejectedValue(await ResponseError.fromResponse(response));
    await expect(
      access.check({ ...shopWeb, kind: '\u{1aa44}' }, alice),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('takes no entity from the catalog but the one it asked for', async () => {
    const { access, authorize, read } = setup();
    read.mockResolvedValue(entity('Component', 'other', 'other'));
    await expect(access.check(shopWeb, alice)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    expect(authorize).not.toHaveBeenCalled();
  });

  it('asks about the parts of a large system in requests that backends take', async () => {
    const names = Array.from({ length: 700 }, (_, index) => `part-${index}`);
    const { access, authorize, catalog } = setup({
      entities: [
        entity(
          'System',
          'shop',
          undefined,
          names.map(name => `component:default/${name}`),
        ),
        ...names.map(name => entity('Component', name, name)),
      ],
      denied: ['component:default/part-699'],
    });
    const readParts = jest.spyOn(catalog, 'getEntitiesByRefs');
    const { entity: found } = await access.check(
      { kind: 'system', namespace: 'default', name: 'shop' },
      alice,
    );
    expect(found.annotations?.refs.map(({ project }) => project)).toEqual(
      names.slice(0, -1),
    );
    for (const [{ entityRefs }] of readParts.mock.calls) {
      expect(entityRefs.length).toBeLessThanOrEqual(250);
    }
    for (const [requests] of authorize.mock.calls) {
      expect(requests.length).toBeLessThanOrEqual(100);
    }
  });

  it('lets no part of a system crowd out the others', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `junk-${index}`);
    const { access } = setup({
      entities: [
        entity('System', 'shop', undefined, [
          'component:default/greedy',
          'component:default/shop-web',
        ]),
        entity('Component', 'greedy', many.join(',')),
        entity('Component', 'shop-web', 'shop-web'),
      ],
    });
    const { entity: found } = await access.check(
      { kind: 'system', namespace: 'default', name: 'shop' },
      alice,
    );
    expect(found.annotations?.refs).toHaveLength(101);
    expect(found.annotations?.refs.at(-1)?.project).toBe('shop-web');
    expect(found.annotations?.problems).toHaveLength(1);
  });

  it('lets a permission that is taken away end with the time to live', async () => {
    const { access, denied } = setup();
    await access.check(shopWeb, alice);
    denied.add('component:default/shop-web');
    time.pass(29_000);
    await expect(access.check(shopWeb, alice)).resolves.toBeDefined();
    time.pass(1_001);
    await expect(access.check(shopWeb, alice)).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
  });

  it.each([
    ['the permission', ['component:default/shop-web'], 'NotAllowedError'],
    ['the entity', [], 'NotFoundError'],
  ])(
    'looks again after ten seconds where %s was refused',
    async (what, refused, name) => {
      const { access, denied, read } = setup({ denied: refused });
      if (what === 'the entity') {
        read.mockResolvedValueOnce(undefined);
      }
      await expect(access.check(shopWeb, alice)).rejects.toMatchObject({
        name,
      });
      denied.clear();
      time.pass(9_000);
      await expect(access.check(shopWeb, alice)).rejects.toMatchObject({
        name,
      });
      time.pass(1_001);
      await expect(access.check(shopWeb, alice)).resolves.toBeDefined();
    },
  );

  it('logs why the permission could not be checked, and tells the caller nothing of it', async () => {
    const { access, authorize, logger } = setup();
    const failure = new Error('connect to planted-host');
    authorize.mockRejectedValueOnce(
      Object.assign(failure, { headers: { authorization: 'planted-token' } }),
    );
    await expect(access.check(shopWeb, alice)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.not.stringContaining('planted'),
    });
    expect(logger.warn.mock.calls).toEqual([
      [expect.stringContaining('Error: connect to planted-host')],
    ]);
    expect(JSON.stringify(logger.warn.mock.calls)).not.toContain('token');
  });

  it('hands on that the sign-in is no longer good', async () => {
    const { access, authorize, logger } = setup();
    authorize.mockRejectedValueOnce(new AuthenticationError('expired'));
    await expect(access.check(shopWeb, alice)).rejects.toMatchObject({
      name: 'AuthenticationError',
    });
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('says of a part that names a project wrongly which one it is', async () => {
    const { access } = setup({
      entities: [
        entity('System', 'shop', undefined, [
          'component:default/broken',
          'component:default/shop-web',
          'component:default/twin',
        ]),
        entity('Component', 'broken', 'acme/'),
        entity('Component', 'shop-web', 'shop-web'),
        entity('Component', 'twin', 'shop-web'),
      ],
    });
    const { entity: found } = await access.check(
      { kind: 'system', namespace: 'default', name: 'shop' },
      alice,
    );
    expect(found.annotations).toMatchObject({
      refs: [
        {
          project: 'shop-web',
          entityRefs: ['component:default/shop-web', 'component:default/twin'],
        },
      ],
      problems: [
        {
          message: expect.stringMatching(
            /^component:default\/broken: .*`acme\/`/,
          ),
        },
      ],
    });
  });

  it('remembers no failure of the catalog, and tells nothing of it', async () => {
    const { access, read } = setup();
    read.mockRejectedValueOnce(new Error('connect to planted-host'));
    await expect(access.check(shopWeb, alice)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.not.stringContaining('planted-host'),
    });
    await expect(access.check(shopWeb, alice)).resolves.toBeDefined();
  });

  it('puts a domain together from the parts that the caller may see', async () => {
    const { access, authorize } = setup({
      entities: [
        entity('Domain', 'sales', undefined, ['system:default/shop']),
        entity('System', 'shop', undefined, [
          'component:default/shop-web',
          'component:default/checkout',
          'component:default/secret',
          'component:default/unreadable',
        ]),
        entity('Component', 'shop-web', 'shop-web'),
        entity('Component', 'checkout', 'checkout, payments'),
        entity('Component', 'secret', 'hive'),
      ],
      denied: ['component:default/secret'],
    });
    const { entity: found } = await access.check(
      { kind: 'domain', namespace: 'default', name: 'sales' },
      alice,
    );
    expect(found.annotations?.refs.map(({ project }) => project)).toEqual([
      'shop-web',
      'checkout',
      'payments',
    ]);
    expect(authorize).toHaveBeenCalledTimes(2);
  });

  it('leaves a system without annotated parts without annotations', async () => {
    const { access } = setup({
      entities: [
        entity('System', 'shop', undefined, ['component:default/plain']),
        entity('Component', 'plain'),
      ],
    });
    const found = await access.check(
      { kind: 'System', namespace: 'default', name: 'shop' },
      alice,
    );
    expect(found.entity.ref).toBe('system:default/shop');
    expect(found.entity.annotations).toBeUndefined();
  });

  describe('of a group', () => {
    const team = { kind: 'group', namespace: 'default', name: 'team' };
    const group = (targets: string[]): Entity => ({
      ...entity('Group', 'team'),
      relations: targets.map(targetRef => ({ type: 'ownerOf', targetRef })),
    });

    it('takes the annotated entities that it owns itself', async () => {
      const { access } = setup({
        entities: [
          group(['component:default/own', 'system:default/shop']),
          {
            ...entity('Group', 'child'),
            relations: [
              { type: 'childOf', targetRef: 'group:default/team' },
              { type: 'ownerOf', targetRef: 'component:default/of-child' },
            ],
          },
          entity('Component', 'own', 'own'),
          entity('Component', 'of-child', 'of-child'),
          entity('System', 'shop', undefined, ['component:default/part']),
          entity('Component', 'part', 'part'),
        ],
      });
      const { entity: found } = await access.check(team, alice);
      expect(found.parts).toEqual([{ ref: 'component:default/own' }]);
      expect(found.annotations?.refs.map(({ project }) => project)).toEqual([
        'own',
      ]);
    });

    it('speaks for itself where it has an annotation', async () => {
      const { access } = setup({
        entities: [
          {
            ...entity('Group', 'team', 'of-team'),
            relations: [
              { type: 'ownerOf', targetRef: 'component:default/own' },
            ],
          },
          entity('Component', 'own', 'own'),
        ],
      });
      const { entity: found } = await access.check(team, alice);
      expect(found).not.toHaveProperty('parts');
      expect(found.annotations?.refs).toMatchObject([{ project: 'of-team' }]);
    });

    it('reads no more than it can of thousands, and says what is left out', async () => {
      const names = Array.from({ length: 2_500 }, (_, index) => `c-${index}`);
      const { access, catalog } = setup({
        entities: [
          group(names.map(name => `component:default/${name}`)),
          ...names.map(name => entity('Component', name, 'one')),
        ],
      });
      const read = jest.spyOn(catalog, 'getEntitiesByRefs');
      const { entity: found } = await access.check(team, alice);
      expect(
        read.mock.calls.flatMap(([{ entityRefs }]) => entityRefs),
      ).toHaveLength(2_000);
      expect(found.annotations?.problems).toEqual([
        expect.objectContaining({
          message: expect.stringMatching(
            /^2500 entities belong to group:default\/team; only the first 2000/,
          ),
        }),
      ]);
      await access.check(team, alice);
      expect(read).toHaveBeenCalledTimes(8);
    });

    it('leaves out what the policy refuses', async () => {
      const { access } = setup({
        entities: [
          group(['component:default/own', 'component:default/secret']),
          entity('Component', 'own', 'own'),
          entity('Component', 'secret', 'secret'),
        ],
        denied: ['component:default/secret'],
      });
      const { entity: found } = await access.check(team, alice);
      expect(JSON.stringify(found)).not.toContain('secret');
    });

    it('is refused itself without the permission for it', async () => {
      const { access, catalog } = setup({
        entities: [
          group(['component:default/own']),
          entity('Component', 'own', 'own'),
        ],
        denied: ['group:default/team'],
      });
      const read = jest.spyOn(catalog, 'getEntitiesByRefs');
      await expect(access.check(team, alice)).rejects.toMatchObject({
        name: 'NotAllowedError',
      });
      expect(read).not.toHaveBeenCalled();
    });
  });
});
