import { mockServices } from '@backstage/backend-test-utils';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { sentryServiceMock } from 'backstage-plugin-sentry-node/testUtils';
import { fakeClient, shopWeb } from '../__testUtils__/fakeSentry';
import { scopeOf } from '../scopes/types';
import type { ChangeEvent } from './changeEvents';
import { LiveProjects } from './LiveProjects';

const [instance] = sentryServiceMock().config.instances;
const scope = scopeOf({
  id: 'default:acme',
  client: fakeClient([shopWeb]),
  instance,
  organization: 'acme',
  projects: [{ ...shopWeb, instance: instance.name, organization: 'acme' }],
});

function changed(
  name: string = shopWeb.id,
  kind: ChangeEvent['kind'] = 'issue',
): ChangeEvent {
  return { baseUrl: instance.baseUrl, projects: [name], kind };
}

function setup() {
  const publish = jest.fn(
    async (..._: Parameters<SignalsService['publish']>) => {},
  );
  const logger = mockServices.logger.mock();
  const live = new LiveProjects({
    secret: 'secret',
    signals: { publish },
    logger,
  });
  /** Each with the keys of the projects that it is about. */
  const signals = () => publish.mock.calls.map(([{ message }]) => message);
  return { live, publish, signals, logger, keys: live.keysOf([scope]) };
}

describe('LiveProjects', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  it('signals a change of a project by the names that webhooks use for it, within 50 ms', async () => {
    const { live, signals, keys } = setup();
    live.note(changed(shopWeb.id));
    live.note(changed(shopWeb.slug));
    await pass(50);
    expect(signals()).toEqual([{ keys }]);
    expect(keys).toHaveLength(2);
    expect(keys.join()).not.toMatch(/11|shop/);
  });

  it('signals the first and the last of many changes, and between them one a second', async () => {
    const { live, signals } = setup();
    for (let count = 0; count < 100; count += 1) {
      live.note(changed());
      await pass(100);
    }
    // 10 seconds of changes.
    expect(signals().length).toBeGreaterThanOrEqual(9);
    expect(signals().length).toBeLessThanOrEqual(11);
    const during = signals().length;
    await pass(60_000);
    expect(signals().length).toBe(during + 1);
  });

  it('signals a stream of events twice a minute, and a change of an issue at once', async () => {
    const { live, signals } = setup();
    for (let count = 0; count < 50; count += 1) {
      live.note(changed(shopWeb.id, 'events'));
      await pass(1_000);
    }
    expect(signals()).toHaveLength(2);
    live.note(changed());
    await pass(50);
    expect(signals()).toHaveLength(3);
  });

  it('warns once that signals fail, and signals nothing once it is stopped', async () => {
    const { live, publish, logger } = setup();
    publish.mockRejectedValue(new Error('down'));
    for (let count = 0; count < 3; count += 1) {
      live.note(changed());
      await pass(2_000);
    }
    expect(publish).toHaveBeenCalledTimes(3);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    live.note(changed());
    live.stop();
    await pass(2_000);
    expect(publish).toHaveBeenCalledTimes(3);
  });
});
