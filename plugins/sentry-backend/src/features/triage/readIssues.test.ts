import { SentryProblemError } from 'backstage-plugin-sentry-node';
import { sentryServiceMock } from 'backstage-plugin-sentry-node/testUtils';
import {
  checkout,
  fakeClient,
  issueState,
  rawIssue,
  shopWeb,
  type FakeClient,
} from '../../__testUtils__/fakeSentry';
import { scopeOf } from '../../scopes/types';
import { readIssues } from './readIssues';

const [instance] = sentryServiceMock().config.instances;
const ofCheckout = { project: { id: '12', slug: 'checkout' } };
const issues = [
  rawIssue('1', 0, { shortId: 'SHOP-WEB-1' }),
  rawIssue('2', 0, { shortId: 'SHOP-WEB-2' }),
  rawIssue('3', 0, { shortId: 'CHECKOUT-3', ...ofCheckout }),
];

function sourceFor(client: FakeClient) {
  jest.spyOn(client, 'getIssueState');
  return scopeOf({
    id: 'default:acme',
    client,
    instance,
    organization: 'acme',
    projects: [shopWeb, checkout].map(project => ({
      instance: instance.name,
      organization: 'acme',
      ...project,
    })),
  });
}
const clientOf = () => fakeClient([shopWeb, checkout], { issues });

async function read(client: FakeClient, named: string[]) {
  const found = await readIssues(sourceFor(client), named);
  return [...found]
    .map(([name, { issue, project }]) => `${name} ${issue.id} ${project.slug}`)
    .sort();
}
const asked = ({ listIssueStates }: FakeClient) =>
  listIssueStates.mock.calls.map(([, { query, ids }]) => ids ?? query);

describe('reading issues that are to be changed', () => {
  it('asks once for the numbers and once for the short ids', async () => {
    const client = clientOf();
    expect(await read(client, ['SHOP-WEB-2', '1', 'CHECKOUT-3'])).toEqual([
      '1 1 shop-web',
      'CHECKOUT-3 3 checkout',
      'SHOP-WEB-2 2 shop-web',
    ]);
    expect(asked(client)).toEqual([['1'], 'issue:[SHOP-WEB-2,CHECKOUT-3]']);
    expect(client.getIssueState).not.toHaveBeenCalled();
  });

  it('asks for a hundred short ids in four calls', async () => {
    const many = Array.from({ length: 100 }, (_, index) =>
      rawIssue(String(index), 0, { shortId: `SHOP-WEB-${index}` }),
    );
    const client = fakeClient([shopWeb], { issues: many });
    const shortIds = many.map(({ shortId }) => String(shortId));
    expect(await read(client, shortIds)).toHaveLength(100);
    expect(client.listIssueStates).toHaveBeenCalledTimes(4);
    expect(client.getIssueState).not.toHaveBeenCalled();
  });

  it('asks by itself, and briefly, for what a search does not find', async () => {
    const client = clientOf();
    client.listIssueStates.mockResolvedValue([
      issueState('1', 0, { shortId: 'SHOP-WEB-1' }),
    ]);
    expect(await read(client, ['SHOP-WEB-1', 'CHECKOUT-3'])).toHaveLength(2);
    expect(client.getIssueState.mock.calls).toEqual([['acme', 'CHECKOUT-3']]);
  });

  it('finds the others where Sentry does not know one of them', async () => {
    const client = clientOf();
    client.listIssueStates.mockRejectedValue(
      new SentryProblemError({ code: 'QUERY_INVALID', message: 'Invalid.' }),
    );
    expect(await read(client, ['SHOP-WEB-1', 'SHOP-WEB-ZZ'])).toEqual([
      'SHOP-WEB-1 1 shop-web',
    ]);
  });

  /** Sentry refuses a search for a short id that it does not know. */
  function knowing(shortIds: string[]) {
    const all = shortIds.map((shortId, index) =>
      rawIssue(String(index), 0, { shortId }),
    );
    const client = fakeClient([shopWeb], { issues: all });
    const list = client.listIssueStates.getMockImplementation();
    client.listIssueStates.mockImplementation(async (organization, params) => {
      const [, names = ''] = /^issue:\[(.*)\]$/.exec(params.query ?? '') ?? [];
      if (!names.split(',').every(name => shortIds.includes(name))) {
        const message = 'Invalid.';
        throw new SentryProblemError({ code: 'QUERY_INVALID', message });
      }
      return list?.(organization, params) ?? [];
    });
    return client;
  }
  const hundred = Array.from({ length: 100 }, (_, i) => `SHOP-WEB-${i}`);
  const calls = ({ listIssueStates, getIssueState }: FakeClient) =>
    listIssueStates.mock.calls.length + getIssueState.mock.calls.length;

  it('finds ninety-nine beside one that there is not, in few calls', async () => {
    const client = knowing(hundred.filter(name => name !== 'SHOP-WEB-42'));
    expect(await read(client, hundred)).toHaveLength(99);
    expect(calls(client)).toBeLessThanOrEqual(20);
  });

  it('refuses a hundred that there are not, after few calls', async () => {
    const client = knowing([]);
    await expect(read(client, hundred)).rejects.toMatchObject({
      code: 'QUERY_INVALID',
    });
    expect(calls(client)).toBeLessThanOrEqual(20);
  });

  it('asks for a single one without a search', async () => {
    const client = clientOf();
    expect(await read(client, ['SHOP-WEB-1'])).toHaveLength(1);
    expect(asked(client)).toEqual([]);
  });

  it('asks nothing about short ids of other projects', async () => {
    const client = clientOf();
    expect(await read(client, ['WEB-1', 'SHOP-WEB-EXTRA-1'])).toEqual([]);
    expect(asked(client)).toEqual([]);
    expect(client.getIssueState).not.toHaveBeenCalled();
  });

  it('fails where Sentry fails', async () => {
    const client = clientOf();
    client.listIssueStates.mockRejectedValue(
      new SentryProblemError({ code: 'RATE_LIMITED', message: 'Too often.' }),
    );
    await expect(
      read(client, ['SHOP-WEB-1', 'CHECKOUT-3']),
    ).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });
});
