import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { CatalogReader } from './CatalogReader';
import { EntityAccess } from './EntityAccess';
import { IssuePermission } from './IssuePermission';

const alice = mockCredentials.user('user:default/alice');
const bob = mockCredentials.user('user:default/bob');
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
  const access = EntityAccess.create({
    reader: CatalogReader.create({ catalog }),
    permission: IssuePermission.create({ permissions }),
    ttlMs: options.ttlMs ?? 30_000,
  });
  return { access, authorize, catalog, denied, read };
}

describe('EntityAccess', () => {
  it('reads the entity and asks for the permission as the caller', async () => {
    const { access, authorize, read } = setup();
    const found = await access.check(shopWeb, alice);
    expect(found).toMatchObject({
      ref: 'component:default/shop-web',
      annotations: { refs: [{ project: 'shop-web' }] },
    });
    expect(read).toHaveBeenCalledWith(shopWeb, { credentials: alice });
    expect(authorize).toHaveBeenCalledWith(
      [
        expect.objectContaining({
          permission: expect.objectContaining({ name: 'sentry.issue.read' }),
          resourceRef: 'component:default/shop-web',
        }),
      ],
      { credentials: alice },
    );
  });

  it('remembers a decision for its caller and entity alone', async () => {
    const { access, read } = setup();
    await access.check(shopWeb, alice);
    await access.check(shopWeb, alice);
    expect(read).toHaveBeenCalledTimes(1);
    await access.check(shopWeb, bob);
    await access.check(shopWeb, mockCredentials.service('plugin:test'));
    expect(read).toHaveBeenCalledTimes(3);
  });

  it('tells services with different restrictions apart', async () => {
    const { access, read } = setup();
    const restricted: BackstageCredentials = mockCredentials.service(
      'plugin:test',
      { permissionNames: ['sentry.issue.read'] },
    );
    await access.check(shopWeb, mockCredentials.service('plugin:test'));
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
    const { annotations } = await access.check(
      { kind: 'system', namespace: 'default', name: 'shop' },
      alice,
    );
    expect(annotations?.refs.map(({ project }) => project)).toEqual(
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
    const { annotations } = await access.check(
      { kind: 'system', namespace: 'default', name: 'shop' },
      alice,
    );
    expect(annotations?.refs).toHaveLength(101);
    expect(annotations?.refs.at(-1)?.project).toBe('shop-web');
    expect(annotations?.problems).toHaveLength(1);
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
    const { annotations } = await access.check(
      { kind: 'domain', namespace: 'default', name: 'sales' },
      alice,
    );
    expect(annotations?.refs.map(({ project }) => project)).toEqual([
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
    expect(found).toEqual({ ref: 'system:default/shop' });
  });
});
