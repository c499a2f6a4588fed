import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { SentryProblemCode } from 'backstage-plugin-sentry-common';
import { SentryCaller, SentryProblemError } from 'backstage-plugin-sentry-node';
import {
  fakeSentryClient,
  sentryServiceMock,
  type FakeSentryClientOptions,
} from 'backstage-plugin-sentry-node/testUtils';
import { CallerAccess } from '../access/CallerAccess';
import { CatalogReader } from '../access/CatalogReader';
import { SentryPermissions } from '../access/permissions';
import { SentryAccounts } from '../access/accounts';
import { ownedBy } from '../__testUtils__/manyProjects';
import { component } from '../__testUtils__/startPortal';
import { adaOfCatalog } from '../__testUtils__/userPortal';
import { MineService } from './mine';
import { entityServices } from '../__testUtils__/entityServices';

const ada = mockCredentials.user('user:default/ada');
const caller = new SentryCaller({ credentials: ada });
const { server: _, ...atSentry } = fakeSentryClient().capabilities;

const entities: Entity[] = [
  ownedBy('user:default/ada', component('mine', 'shop-web, own:acme/billing')),
  ownedBy('group:default/others', component('theirs', 'checkout, shop-web')),
  ownedBy('group:default/others', component('elsewhere', 'own:acme/search')),
];

function setup(
  options: {
    isKnown?: boolean;
    /** Of the instance `own`, which is another server's. */
    own?: FakeSentryClientOptions | SentryProblemCode;
  } = {},
) {
  const { isKnown = true, own = {} } = options;
  const catalog = catalogServiceMock({
    entities: [...entities, ...(isKnown ? [adaOfCatalog] : [])],
  });
  const query = jest.spyOn(catalog, 'queryEntities');
  const logger = mockServices.logger.mock();
  const reader = new CatalogReader({ catalog, logger });
  const sentry = sentryServiceMock({
    sentry: {
      organization: 'acme',
      instances: [
        {
          name: 'own',
          baseUrl: 'https://sentry.example.com',
          organization: 'acme',
        },
      ],
    },
    clients: {
      default: fakeSentryClient(),
      own: fakeSentryClient({
        instance: 'own',
        ...(typeof own === 'object' && own),
      }),
    },
  });
  const getClient = sentry.getClient.bind(sentry);
  if (typeof own === 'string') {
    jest.spyOn(sentry, 'getSharedClient').mockReturnValue(undefined);
    jest.spyOn(sentry, 'getClient').mockImplementation(async name => {
      if (name === 'own') {
        throw new SentryProblemError({ code: own, message: 'No client.' });
      }
      return getClient(name);
    });
  }
  const mine = new MineService({
    ...entityServices(sentry),
    callerAccess: new CallerAccess({
      userInfo: mockServices.userInfo.mock({
        getUserInfo: async () => ({
          userEntityRef: 'user:default/ada',
          ownershipEntityRefs: ['user:default/ada'],
        }),
      }),
      reader,
      permissions: new SentryPermissions({
        permissions: mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(() => ({ result: AuthorizeResult.ALLOW })),
        }),
        logger,
      }),
      logger,
      ttlMs: 30_000,
    }),
    accounts: new SentryAccounts({ auth: mockServices.auth(), reader }),
    sentry,
  });
  return {
    query,
    check: async (relation?: 'owned' | 'assigned') =>
      (await mine.authorize(caller, ada, relation)).entity,
  };
}

type Checked = Awaited<ReturnType<ReturnType<typeof setup>['check']>>;
const refs = ({ annotations }: Checked) =>
  annotations?.refs.map(({ ref }) => ref);

describe('what may concern a user', () => {
  it('knows which of all that may be looked at is the caller’s own', async () => {
    const { check } = setup({ own: { isShared: false } });
    const entity = await check();
    expect(refs(entity)).toEqual([
      'shop-web',
      'own:acme/billing',
      'own:acme/search',
      'checkout',
    ]);
    expect(entity.own).toEqual(['component:default/mine']);
    expect(entity.annotations?.refs[0].entityRefs).toEqual([
      'component:default/mine',
      'component:default/theirs',
    ]);
  });

  it.each<[string, Parameters<typeof setup>[0]]>([
    ['another server, where nobody says who the caller is', {}],
    [
      'a GlitchTip, which assigns to nobody',
      {
        own: {
          isShared: false,
          capabilities: { ...atSentry, server: 'glitchtip' },
        },
      },
    ],
    [
      'an instance that the caller is not connected to',
      { own: 'NOT_CONNECTED' },
    ],
    ['an instance that has no credential', { own: 'NOT_CONFIGURED' }],
  ])('leaves what others have at %s aside', async (_what, options) => {
    const { check } = setup(options);
    expect(refs(await check())).toEqual([
      'shop-web',
      'own:acme/billing',
      'checkout',
    ]);
  });

  it('lets what asks say what is wrong with the token that the caller brought', async () => {
    const { check } = setup({ own: 'TOKEN_REJECTED' });
    expect(refs(await check())).toContain('own:acme/search');
  });

  it('is what the caller owns, and looks for nothing else, where they are known nowhere', async () => {
    const { check, query } = setup({ isKnown: false });
    const owned = await check('owned');
    query.mockClear();
    expect(await check()).toEqual(owned);
    expect(query).not.toHaveBeenCalled();
  });

  it('comes from one decision as long as those are remembered', async () => {
    const { check } = setup();
    const { decisionId } = await check();
    expect(decisionId).toBeDefined();
    expect((await check()).decisionId).toBe(decisionId);
    expect((await check('owned')).decisionId).not.toBe(decisionId);
  });
});
