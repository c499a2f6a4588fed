import { sentryServiceMock } from 'backstage-plugin-sentry-node/testUtils';
import { authorized, entityServices } from '../../__testUtils__/entityServices';
import {
  billing,
  fakeClient,
  shopWeb,
  type FakeClient,
} from '../../__testUtils__/fakeSentry';

const web = 'component:default/web';
const bills = 'component:default/bills';

function advise(updatable: string[], main: FakeClient, eu: FakeClient) {
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
    const advice = await advise([bills], main(), reading(eu()));
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
    const advice = await advise([web, bills], main(), reading(eu()));
    expect(advice).toMatchObject({ allowed: true, actsAs: 'service' });
    expect(advice).not.toHaveProperty('reason');
    expect(advice).not.toHaveProperty('problem');
  });

  it('gives no problem where it is forbidden in both', async () => {
    const advice = await advise(['component:default/other'], main(), eu());
    expect(advice).toMatchObject({ allowed: false, reason: 'forbidden' });
    expect(advice).not.toHaveProperty('problem');
  });
});
