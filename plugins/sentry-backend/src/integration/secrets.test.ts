import {
  coreServices,
  createServiceFactory,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import {
  demoToken,
  type EmulatorFault,
} from 'backstage-plugin-sentry-emulator';
import { FakeCache } from '../__testUtils__/FakeCache';
import { component, startPortal } from '../__testUtils__/startPortal';
import { timeMachine } from '../__testUtils__/timeMachine';
import { useEmulator } from '../__testUtils__/useEmulator';

const emulator = useEmulator();
const time = timeMachine();
const entities = [
  component('shop-web', 'shop-web, eu:acme-eu/billing'),
  component('broken-annotation', 'acme/'),
  component('foreign-org', 'umbrella/hive'),
];

function recordingLogger(lines: string[]): LoggerService {
  const record = (message: string, meta?: unknown) => {
    lines.push(
      `${message} ${JSON.stringify(meta, Object.getOwnPropertyNames(meta ?? {}))}`,
    );
    if (meta instanceof Error) {
      lines.push(meta.stack ?? '', String(meta.cause ?? ''));
    }
  };
  return {
    error: record,
    warn: record,
    info: record,
    debug: record,
    child: () => recordingLogger(lines),
  };
}

describe('the tokens of Sentry', () => {
  it('stand in no answer, no log line and no cache entry, whatever happens', async () => {
    const seen: string[] = [];
    const cache = new FakeCache();
    const portal = await startPortal({
      emulator: emulator(),
      entities,
      sentry: { client: { retries: 1, timeout: { milliseconds: 200 } } },
      cache,
      features: [
        createServiceFactory({
          service: coreServices.rootLogger,
          deps: {},
          factory: () => recordingLogger(seen),
        }),
        createServiceFactory({
          service: coreServices.logger,
          deps: {},
          factory: () => recordingLogger(seen),
        }),
      ],
    });
    const faults: (EmulatorFault | undefined)[] = [
      { status: 401 },
      { status: 403 },
      { status: 404 },
      { status: 500 },
      { status: 503 },
      { body: 'html' },
      { body: 'truncated' },
      { body: 'reset' },
      { latencyMs: 1_000 },
      undefined,
      { status: 429 },
    ];
    for (const fault of faults) {
      emulator().clearFaults();
      // Until the failures before are forgotten.
      time.pass(6_000);
      if (fault) {
        emulator().addFault(fault);
      }
      for (const { metadata } of entities) {
        for (const route of ['projects', 'issues', 'environments', 'summary']) {
          const { text, headers } = await portal.get(metadata.name, route);
          seen.push(text, JSON.stringify(headers));
        }
      }
    }
    seen.push(JSON.stringify([...cache.entries]));

    expect(seen.join('\n')).toContain('UPSTREAM_UNEXPECTED');
    for (const instance of ['default', 'eu'] as const) {
      expect(seen.join('\n')).not.toContain(demoToken(instance));
      expect(seen.join('\n')).not.toContain(demoToken(instance).slice(0, 12));
    }
    expect(seen.join('\n')).not.toMatch(/bearer [0-9a-f]/i);
  }, 30_000);
});
