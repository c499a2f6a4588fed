import { readJsonBody } from './http';

describe('readJsonBody', () => {
  /** Counts how often others had their turn. */
  function watchTurns() {
    let turns = 0;
    let isOver = false;
    const next = () => {
      turns += 1;
      if (!isOver) {
        setImmediate(next);
      }
    };
    setImmediate(next);
    return {
      turns: () => turns,
      end: () => {
        isOver = true;
      },
    };
  }

  /** At which turn each of three answers that come at once was read. */
  async function readAtOnce(text: string): Promise<number[]> {
    const watch = watchTurns();
    const readAt = await Promise.all(
      [1, 2, 3].map(async () => {
        const body = await readJsonBody(new Response(text));
        expect(body.kind).toBe('json');
        return watch.turns();
      }),
    );
    watch.end();
    return readAt;
  }

  it('lets others have their turn between large answers', async () => {
    const readAt = await readAtOnce(`[${'"\\"",'.repeat(100_000)}1]`);
    expect(new Set(readAt).size).toBe(3);
  });

  it('makes no small answer wait', async () => {
    expect(await readAtOnce('[1]')).toEqual([0, 0, 0]);
  });

  it('refuses a large answer that is nested too deeply, and no other', async () => {
    const kindOf = async (text: string) =>
      (await readJsonBody(new Response(text))).kind;
    const nested = (depth: number) =>
      `{"a":"${'['.repeat(300_000)}\\"[","b":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    expect(await kindOf(nested(199))).toBe('json');
    expect(await kindOf(nested(200))).toBe('too-deep');
  });
});
