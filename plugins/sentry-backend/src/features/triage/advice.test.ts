import { sentryServiceMock } from 'backstage-plugin-sentry-node/testUtils';
import { authorized, entityServices } from '../../__testUtils__/entityServices';
import {
  billing,
  fakeClient,
  shopWeb,
  FakeClient,
} from '../../__testUtils__/fakeSentry';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import { timeMachine } from '../../__testUtils__/timeMachine';

const web = 'component:default/web';
const bills = 'component:default/bills';

function adviseOn(updatable: string[], main: FakeClient, eu: FakeClient) {
  const sentry = sentryServiceMock({
    sentry: {
      organization: 'acme',
      instances: [{ name: 'eu', organization: 'acme-eu' }],
      triage: { enabled: true },
    },
    clients: { default: main, eu },
  });
  const system = authorized('shop-web, eu:acme-eu/billing', {
    ref: 'system:default/shop',
  });
  const [first, second] = system.entity.annotations?.refs ?? [];
  first.entityRefs = [web];
  second.entityRefs = [bills];
  return entityServices(sentry).triageAdvice.advise(
    system,
    async () => new Set(updatable),
  );
}

const reading = (client: FakeClient) => {
  jest
    .spyOn(client, 'getIndex')
    .mockResolvedValue({ version: '0', scopes: ['event:read'] });
  return client;
};
const main = () => fakeClient([shopWeb]);
const eu = () => fakeClient([billing], { instance: 'eu' });

describe('what one may do in two organizations', () => {
  it('gives the reason and the problem of the same one', async () => {
    // Forbidden in the first, and without the scope in the second.
    const advice = await adviseOn([bills], main(), reading(eu()));
    expect(advice.items.map(({ reason }) => reason)).toEqual([
      'forbidden',
      'problem',
    ]);
    expect(advice).toMatchObject({
      allowed: false,
      reason: 'problem',
      problem: {
        code: 'SCOPE_MISSING',
        message: expect.stringMatching(/`eu`/),
      },
    });
  });

  it('gives neither where one of them may be changed', async () => {
    const advice = await adviseOn([web, bills], main(), reading(eu()));
    expect(advice).toMatchObject({ allowed: true, actsAs: 'service' });
    expect(advice).not.toHaveProperty('reason');
    expect(advice).not.toHaveProperty('problem');
  });

  it('gives no problem where it is forbidden in both', async () => {
    const advice = await adviseOn(['component:default/other'], main(), eu());
    expect(advice).toMatchObject({ allowed: false, reason: 'forbidden' });
    expect(advice).not.toHaveProperty('problem');
  });
});

const time = timeMachine();
const MINUTE = 60_000;
const ref = 'component:default/shop';
const down = () =>
  new SentryProblemError({
    code: 'UPSTREAM_UNAVAILABLE',
    message: 'Sentry is down.',
  });

function setup({ enabled = true } = {}) {
  const client = fakeClient([shopWeb]);
  const index = jest
    .spyOn(client, 'getIndex')
    .mockResolvedValue({ version: '0', scopes: ['event:read'] });
  const sentry = sentryServiceMock({
    sentry: { organization: 'acme', triage: { enabled } },
    clients: { default: client },
  });
  const { triageAdvice } = entityServices(sentry);
  const advise = () =>
    triageAdvice.advise(authorized('shop-web', { ref }), async () => {
      return new Set([ref]);
    });
  return { client, index, advise };
}

/** Whatever Sentry is asked from here on it leaves unanswered until it is told to fail. */
function holdAll({ client, index }: ReturnType<typeof setup>) {
  const waiting: ((error: Error) => void)[] = [];
  const hold = () =>
    new Promise<never>((_, reject) => {
      waiting.push(reject);
    });
  index.mockImplementation(hold);
  client.getProject.mockImplementation(hold);
  client.listProjects.mockImplementation(hold);
  return { fail: () => waiting.splice(0).forEach(reject => reject(down())) };
}

describe('what a token may do', () => {
  it('is told as it was last known while Sentry leaves the next question unanswered, and after it failed', async () => {
    const parts = setup();
    const first = await parts.advise();
    expect(first).toMatchObject({
      allowed: false,
      problem: { code: 'SCOPE_MISSING' },
    });
    time.pass(2 * MINUTE);
    const upstream = holdAll(parts);
    expect(await parts.advise()).toEqual(first);
    expect(await parts.advise()).toEqual(first);
    expect(parts.index).toHaveBeenCalledTimes(2);
    upstream.fail();
    expect(await parts.advise()).toEqual(first);
  });

  it('is asked again in the background, and then told as it is now', async () => {
    const { index, advise } = setup();
    await advise();
    await advise();
    expect(index).toHaveBeenCalledTimes(1);
    index.mockResolvedValue({ version: '0', scopes: ['event:write'] });
    time.pass(2 * MINUTE);
    await advise();
    expect(index).toHaveBeenCalledTimes(2);
    expect(await advise()).toMatchObject({ allowed: true });
  });

  it('is waited for the first time, and unknown where Sentry does not say then', async () => {
    const { index, advise } = setup();
    index.mockRejectedValue(down());
    expect(await advise()).toMatchObject({ allowed: true });
    index.mockResolvedValue({ version: '0', scopes: ['event:read'] });
    time.pass(MINUTE);
    await advise();
    expect(await advise()).toMatchObject({ allowed: false });
  });

  it('is not asked where config lets nobody change issues', async () => {
    const { client, index, advise } = setup({ enabled: false });
    expect(await advise()).toMatchObject({ reason: 'disabled' });
    expect(index).not.toHaveBeenCalled();
    expect(client.listProjects).not.toHaveBeenCalled();
    expect(client.getProject).not.toHaveBeenCalled();
  });
});
