import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { holder } from '../__testUtils__/manyProjects';
import type { Policy } from '../__testUtils__/policy';
import {
  bob,
  captureIssues,
  changesOf,
  idsOf,
  startTriagePortal,
  triageEntities,
} from '../__testUtils__/triagePortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const emulator = useEmulator(captureIssues);
const pay = 'component:default/pay';
const parts = ['component:default/web', pay];
const entities = [
  holder('System', 'shop', 'hasPart', parts),
  holder('Group', 'team', 'ownerOf', parts),
  ...triageEntities.filter(({ metadata }) =>
    ['web', 'pay'].includes(metadata.name),
  ),
];

/** Issues of a component that bob may change, and of one that he may not. */
async function start(policy: Policy) {
  const portal = await startTriagePortal({
    emulator: emulator(),
    entities,
    policy,
  });
  const [own] = idsOf(emulator(), 'shop-web');
  const [other] = idsOf(emulator(), 'payments');
  const { shortId } = emulator().issues('acme', 'payments')[0];
  const change = (entity: string, body: object, route = 'issues') =>
    request(portal.server)
      .patch(`/api/sentry/entities/${entity}/${route}`)
      .set('authorization', mockCredentials.user.header(bob.who))
      .send(body);
  return { own, other, shortId, change };
}

describe.each(['system/default/shop', 'group/default/team'])(
  'a change of issues on the page of %s',
  entity => {
    const status = 'resolved';

    it('is refused for a component that the caller may only read, however its issue is named, and none is made', async () => {
      const { own, other, shortId, change } = await start({
        readOnlyEntities: { [bob.who]: [pay] },
      });
      const answers = [
        await change(entity, { ids: [own, other], status }),
        await change(entity, { ids: [other, own], status }),
        await change(entity, { ids: [own, shortId], status }),
        await change(entity, { status }, `issues/${other}`),
        await change(entity, { status }, `issues/${shortId.toLowerCase()}`),
        await change(entity, { status }, `issues/${other}?project=payments`),
      ];
      for (const { status: code, body } of answers) {
        expect([code, body.error.name]).toEqual([403, 'NotAllowedError']);
        expect(body.error.message).toContain(pay);
      }
      expect(changesOf(emulator())).toEqual([]);
    });

    it('is made for the others', async () => {
      const { own, change } = await start({
        readOnlyEntities: { [bob.who]: [pay, entity.replace('/', ':')] },
      });
      const { status: code } = await change(entity, { ids: [own], status });
      expect(code).toBe(200);
      expect(changesOf(emulator())).toEqual([
        expect.stringContaining(`?id=${own}&project=11`),
      ]);
    });

    it.each<[string, Policy]>([
      ['is out of sight', { hiddenEntities: { [bob.who]: [pay] } }],
      ['may not be read', { deniedEntities: { [bob.who]: [pay] } }],
    ])(
      'knows no issue of a component that %s, and does not name it',
      async (_, policy) => {
        const { own, other, shortId, change } = await start(policy);
        const unknown = await change(entity, { status }, 'issues/999999999');
        for (const id of [other, shortId]) {
          const { status: code, body } = await change(
            entity,
            { status },
            `issues/${id}`,
          );
          expect([code, body.error]).toEqual([404, unknown.body.error]);
        }
        const mixed = await change(entity, { ids: [own, other], status });
        expect(mixed.body).toMatchObject({
          items: [{ id: own }],
          problems: [{ issue: other, code: 'ISSUE_NOT_FOUND' }],
        });
        expect(mixed.text).not.toContain('pay');
        expect(changesOf(emulator())).toEqual([
          expect.stringMatching(new RegExp(`\\?id=${own}&project=\\d+$`)),
        ]);
      },
    );
  },
);
