import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import techInsightsBackend from '@backstage-community/plugin-tech-insights-backend';
import techInsightsModuleChecks from '@backstage-community/plugin-tech-insights-backend-module-jsonfc';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import techInsightsModuleSentry from 'backstage-plugin-tech-insights-backend-module-sentry';
import { captureWithSdk } from 'backstage-plugin-sentry-emulator';
import { parse } from 'yaml';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { root } from '../../../scripts/backstage/lines';
// The portal that the plugin's own tests use, here with Tech Insights.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import {
  component,
  startPortal,
  type PortalOptions,
} from '../../../plugins/sentry-backend/src/__testUtils__/startPortal';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { useEmulator } from '../../../plugins/sentry-backend/src/__testUtils__/useEmulator';

const emulator = useEmulator(async sentry => {
  await captureWithSdk({
    dsn: sentry.dsn('acme', 'shop-web'),
    events: [{ error: new TypeError('No total'), unhandled: true }],
  });
});

/** The config that docs/scorecards.md gives. */
function documented(): PortalOptions['root'] {
  const docs = readFileSync(join(root, 'docs', 'scorecards.md'), 'utf8');
  const blocks = [...docs.matchAll(/```yaml\n([^]*?)```/g)].map(([, yaml]) =>
    parse(yaml),
  );
  return {
    techInsights: Object.assign(
      {},
      ...blocks.map(({ techInsights }) => techInsights),
    ),
  };
}

async function startTechInsights() {
  const scheduler = mockServices.scheduler();
  const { server } = await startPortal({
    emulator: emulator(),
    root: documented(),
    entities: [
      component('shop-web', 'shop-web'),
      component('quiet', 'checkout'),
      component('unknown', 'nowhere'),
      component('both', 'shop-web, eu:acme-eu/billing'),
      component('plain'),
    ],
    features: [
      techInsightsBackend,
      techInsightsModuleChecks,
      techInsightsModuleSentry,
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
    ],
  });
  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(
      `http://localhost:${server.port()}/api/tech-insights/${path}`,
      init,
    );
    return response.json();
  };
  return {
    retrieve: () => scheduler.triggerTask('sentry-facts'),
    check: async (name: string) => {
      const results: { check: { id: string }; result: boolean }[] = await ask(
        `checks/run/default/component/${name}`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{}',
        },
      );
      return Object.fromEntries(
        results.map(({ check, result }) => [check.id, result]),
      );
    },
    factsOf: async (name: string) => {
      const latest = await ask(
        `facts/latest?ids=sentry-facts&entity=component:default/${name}`,
      );
      return latest['sentry-facts']?.facts;
    },
  };
}

describe('the checks of docs/scorecards.md', () => {
  it('fail for shop-web, and pass for a quiet component', async () => {
    const { retrieve, check, factsOf } = await startTechInsights();
    await retrieve();
    expect(await check('shop-web')).toMatchObject({
      sentryNothingUrgent: false,
      sentryIssuesAreResolved: true,
    });
    expect(await check('quiet')).toMatchObject({
      sentryNothingUrgent: true,
      sentryIssuesAreResolved: true,
    });
    expect(await factsOf('shop-web')).toMatchObject({
      hasProject: true,
      unresolvedCount: 1,
      unhandledCount: 1,
      newCount: 1,
      oldestUnresolvedDays: 0,
    });
    expect(await factsOf('plain')).toEqual({ hasProject: false });
    expect(await factsOf('unknown')).toEqual({ hasProject: false });
  });

  it('have no result where nothing is known', async () => {
    emulator().addFault({ path: '/api/0/organizations/acme-eu', status: 503 });
    const { retrieve, check, factsOf } = await startTechInsights();
    await retrieve();
    // A count without one of the projects would look like the whole.
    const facts = await factsOf('both');
    expect(facts).toEqual({ hasProject: true });
    expect(await check('both')).toEqual({});
    expect(await factsOf('shop-web')).toMatchObject({ unresolvedCount: 1 });
  });
});
