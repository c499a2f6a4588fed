import { tokenReplySchema } from '../client/schemas';
import { SharedRefreshes } from './SharedRefreshes';

const reply = tokenReplySchema.parse({
  access_token: 'a',
  refresh_token: 'r',
  expires_in: 60,
  user: { id: '1' },
});

describe('SharedRefreshes', () => {
  let now = 0;
  const refreshes = new SharedRefreshes(() => now);
  const refresh = jest.fn(async () => reply);
  beforeEach(() => {
    now += 3_600_000;
    refresh.mockClear();
  });

  it('spends a token once, for those who wait and those who come late', async () => {
    await Promise.all([
      refreshes.run('one', refresh),
      refreshes.run('one', refresh),
    ]);
    now += 60_000;
    expect(await refreshes.run('one', refresh)).toBe(reply);
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('forgets after a minute', async () => {
    await refreshes.run('one', refresh);
    now += 60_001;
    await refreshes.run('one', refresh);
    expect(refresh).toHaveBeenCalledTimes(2);
  });

  it('keeps tokens apart', async () => {
    await refreshes.run('one', refresh);
    await refreshes.run('two', refresh);
    expect(refresh).toHaveBeenCalledTimes(2);
  });

  it('tries again after a failure', async () => {
    refresh.mockRejectedValueOnce(new Error('down'));
    await expect(refreshes.run('one', refresh)).rejects.toThrow('down');
    expect(await refreshes.run('one', refresh)).toBe(reply);
  });

  it('ends with the token that took its place, for those under way too', async () => {
    let answer = (_reply: typeof reply) => {};
    refresh.mockReturnValueOnce(
      new Promise<typeof reply>(resolve => {
        answer = resolve;
      }),
    );
    const underWay = refreshes.run('one', refresh);
    const ended = refreshes.end('one');
    answer(reply);
    expect(await ended).toBe('r');
    await underWay;
    await refreshes.run('one', refresh);
    expect(refresh).toHaveBeenCalledTimes(2);
  });

  it('ends with the token itself where nothing took its place', async () => {
    expect(await refreshes.end('one')).toBe('one');
    refresh.mockRejectedValueOnce(new Error('down'));
    const failing = refreshes.run('one', refresh);
    const ended = refreshes.end('one');
    await expect(failing).rejects.toThrow('down');
    expect(await ended).toBe('one');
  });
});
