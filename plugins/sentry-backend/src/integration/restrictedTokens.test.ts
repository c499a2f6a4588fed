import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { demoToken } from 'backstage-plugin-sentry-emulator';
import PromiseRouter from 'express-promise-router';
import request from 'supertest';
import plugin from '../index';
import { component } from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';
import { hash } from '../__testUtils__/userPortal';

const emulator = useEmulator();
beforeAll(() => {
  const guarded = globalThis.fetch;
  // By that name Backstage's plugins find each other in a test.
  globalThis.fetch = (input, init) =>
    guarded(String(input).replace('//localhost:', '//127.0.0.1:'), init);
});
const entity = component('web', 'shop-web');

/** As much of the catalog as is asked for, with Backstage's own authentication. */
const catalog = createBackendPlugin({
  pluginId: 'catalog',
  register(env) {
    env.registerInit({
      deps: {
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
      },
      async init({ httpAuth, httpRouter }) {
        const router = PromiseRouter();
        router.get('/entities/by-name/*', async (req, res) => {
          await httpAuth.credentials(req, { allow: ['service'] });
          res.json(entity);
        });
        httpRouter.use(router);
      },
    });
  },
});

const access = (subject: string, accessRestrictions?: object[]) => ({
  type: 'static',
  options: { token: hash(subject), subject: 'report' },
  ...(accessRestrictions && { accessRestrictions }),
});

describe('a service token', () => {
  it.each([
    ['of everything', undefined, 200],
    ['restricted to sentry and catalog', ['sentry', 'catalog'], 200],
    ['restricted to sentry', ['sentry'], 403],
    ['restricted to catalog', ['catalog'], 403],
  ])('%s is answered so', async (subject, plugins, expected) => {
    const { server } = await startTestBackend({
      features: [
        plugin,
        catalog,
        authServiceFactory,
        httpAuthServiceFactory,
        mockServices.database.factory(),
        mockServices.rootConfig.factory({
          data: {
            backend: {
              baseUrl: 'http://localhost',
              auth: {
                externalAccess: [
                  access(
                    subject,
                    plugins?.map(name => ({ plugin: name })),
                  ),
                ],
              },
            },
            sentry: {
              organization: 'acme',
              token: demoToken('default'),
              baseUrl: emulator().url,
              startupCheck: false,
            },
          },
        }),
      ],
    });
    const { status, body } = await request(server)
      .get('/api/sentry/entities/component/default/web/issues')
      .set('authorization', `Bearer ${hash(subject)}`);
    expect([status, body.items]).toEqual([
      expected,
      expected === 200 ? [] : undefined,
    ]);
  });
});
