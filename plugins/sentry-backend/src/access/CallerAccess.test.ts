import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { SentryCaller } from 'backstage-plugin-sentry-node';
import { timeMachine } from '../__testUtils__/timeMachine';
import { CallerAccess } from './CallerAccess';
import { CatalogReader } from './CatalogReader';
import { SentryPermissions } from './permissions';

const time = timeMachine();
const ada = mockCredentials.user('user:default/ada');
const jonas = mockCredentials.user('user:default/jonas');

function component(name: string, owner: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: { 'sentry.io/project-slug': name },
    },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}

function setup(
  options: { entities?: Entity[]; groups?: string[]; denied?: string[] } = {},
) {
  const { entities = [], groups = [], denied = [] } = options;
  const catalog = catalogServiceMock({ entities });
  const query = jest.spyOn(catalog, 'queryEntities');
  const userInfo = mockServices.userInfo.mock({
    getUserInfo: async () => ({
      userEntityRef: 'user:default/ada',
      ownershipEntityRefs: ['user:default/ada', ...groups],
    }),
  });
  const logger = mockServices.logger.mock();
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(request => ({
        result:
          'resourceRef' in request &&
          denied.includes(String(request.resourceRef))
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      })),
  });
  const access = new CallerAccess({
    userInfo,
    reader: new CatalogReader({ catalog, logger }),
    permissions: new SentryPermissions({ permissions, logger }),
    logger,
    ttlMs: 30_000,
  });
  return {
    userInfo,
    query,
    logger,
    check: async (
      relation: 'owned' | 'assigned' = 'owned',
      credentials = ada,
    ) => {
      const caller = new SentryCaller({ credentials });
      return (await access.check(caller, credentials, relation)).entity;
    },
  };
}

const names = ({ parts = [] }: { parts?: { ref: string }[] }) =>
  parts.map(({ ref }) => ref.replace('component:default/', ''));

describe('CallerAccess', () => {
  it('asks the catalog as the caller, about what they and their groups own', async () => {
    const { check, query } = setup({
      entities: [
        component('mine', 'user:default/ada'),
        component('ours', 'group:default/team'),
        component('theirs', 'group:default/others'),
      ],
      groups: ['group:default/team'],
    });
    expect(names(await check())).toEqual(['mine', 'ours']);
    expect(query.mock.calls.map(([, options]) => options)).toEqual([
      { credentials: ada },
    ]);
  });

  it('keeps out what the permission is denied for', async () => {
    const { check } = setup({
      entities: [
        component('mine', 'user:default/ada'),
        component('secret', 'user:default/ada'),
      ],
      denied: ['component:default/secret'],
    });
    const entity = await check();
    expect(names(entity)).toEqual(['mine']);
    expect(JSON.stringify(entity)).not.toContain('secret');
  });

  it('puts what is owned ahead of all else where something may be assigned', async () => {
    const { check } = setup({
      entities: [
        component('a', 'group:default/others'),
        component('mine', 'user:default/ada'),
      ],
    });
    expect(names(await check('assigned'))).toEqual(['mine', 'a']);
  });

  it('remembers each decision for its caller and relation alone, and not for long', async () => {
    const { check, userInfo } = setup({
      entities: [component('mine', 'user:default/ada')],
    });
    await Promise.all([check(), check()]);
    await check();
    expect(userInfo.getUserInfo).toHaveBeenCalledTimes(1);
    await check('assigned');
    await check('owned', jonas);
    expect(userInfo.getUserInfo).toHaveBeenCalledTimes(3);
    time.pass(30_001);
    await check();
    expect(userInfo.getUserInfo).toHaveBeenCalledTimes(4);
  });

  it('asks about many groups in addresses that servers take', async () => {
    const groups = Array.from({ length: 120 }, (_, i) => `group:default/${i}`);
    const { check, query } = setup({
      entities: [
        component('first', 'group:default/0'),
        component('last', 'group:default/119'),
      ],
      groups,
    });
    expect(names(await check()).sort()).toEqual(['first', 'last']);
    expect(query).toHaveBeenCalledTimes(3);
  });

  it('says what is left out where more is owned than a list goes over', async () => {
    const entities = Array.from({ length: 1_100 }, (_, index) =>
      component(`part-${index}`, 'user:default/ada'),
    );
    const { check } = setup({ entities });
    const { parts, annotations } = await check();
    expect(parts).toHaveLength(1_000);
    expect(annotations?.problems).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('More than 1000 entities'),
      }),
    ]);
  });

  it('tells the caller nothing of why their ownership could not be found out', async () => {
    const { check, userInfo, logger } = setup();
    userInfo.getUserInfo.mockRejectedValueOnce(
      new Error('connect to planted-host'),
    );
    await expect(check()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.not.stringContaining('planted-host'),
    });
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('planted-host'),
    );
    await expect(check()).resolves.toBeDefined();
  });
});
