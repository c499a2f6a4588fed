import { AnswerCache } from './AnswerCache';

const requests = { add: jest.fn() };
const composed = (payload: object, freshUntil = Infinity) => ({
  payload,
  freshUntil,
  result: 'miss' as const,
});

describe('AnswerCache', () => {
  beforeEach(() => requests.add.mockClear());

  it('sends the same bytes again without making them', async () => {
    const answers = AnswerCache.create({ maxBytes: 10_000, requests });
    const compose = jest.fn(async () => composed({ items: ['ä'] }));
    const first = await answers.get('issues', 'key', compose);
    const second = await answers.get('issues', 'key', compose);
    expect(second.body).toBe(first.body);
    expect(first.body.toString('utf8')).toBe('{"items":["ä"]}');
    expect(compose).toHaveBeenCalledTimes(1);
    expect(requests.add.mock.calls).toEqual([
      [1, { kind: 'issues', result: 'miss' }],
      [1, { kind: 'issues', result: 'fresh' }],
    ]);
  });

  it('tags equal bodies equally and others differently', async () => {
    const answers = AnswerCache.create({ maxBytes: 10_000 });
    const tag = async (key: string, payload: object) =>
      (await answers.get('issues', key, async () => composed(payload))).etag;
    expect(await tag('a', { stale: false })).toBe(
      await tag('b', { stale: false }),
    );
    expect(await tag('c', { stale: true })).not.toBe(
      await tag('a', { stale: false }),
    );
  });

  it('lets those that ask at once share one answer', async () => {
    const answers = AnswerCache.create({ maxBytes: 10_000, requests });
    const compose = jest.fn(async () => composed({}, 0));
    await Promise.all(
      Array.from({ length: 50 }, () => answers.get('issues', 'key', compose)),
    );
    expect(compose).toHaveBeenCalledTimes(1);
    expect(requests.add).toHaveBeenCalledWith(1, {
      kind: 'issues',
      result: 'shared',
    });
  });

  it('makes the answer anew once it is no longer fresh', async () => {
    let now = 0;
    const answers = AnswerCache.create({ maxBytes: 10_000, clock: () => now });
    const compose = jest.fn(async () => composed({ at: now }, 100));
    await answers.get('issues', 'key', compose);
    now = 100;
    const { body } = await answers.get('issues', 'key', compose);
    expect(body.toString()).toBe('{"at":100}');
  });

  it('makes the answer anew after the clock was set back', async () => {
    let now = 3_600_000;
    const answers = AnswerCache.create({ maxBytes: 10_000, clock: () => now });
    const compose = jest.fn(async () => composed({ at: now }, now + 100));
    await answers.get('issues', 'key', compose);
    now = 0;
    const { body } = await answers.get('issues', 'key', compose);
    expect(body.toString()).toBe('{"at":0}');
  });

  it('remembers no failure', async () => {
    const answers = AnswerCache.create({ maxBytes: 10_000 });
    await expect(
      answers.get('issues', 'key', () => Promise.reject(new Error('down'))),
    ).rejects.toThrow('down');
    await expect(
      answers.get('issues', 'key', async () => composed({})),
    ).resolves.toMatchObject({ etag: expect.stringMatching(/^W\/".+"$/) });
  });
});
