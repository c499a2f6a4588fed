import { makeIssue } from '../__testUtils__/data';
import { type KeptIssue, keepOrder, putBack } from './useKeptPage';

const names = ['a', 'b', 'c'];
const before = names.map(id => kept(id, 0));

function kept(id: string, loadedAt: number, count = 1): KeptIssue {
  return { issue: makeIssue({ id, count }), loadedAt };
}

/** As where an issue was changed with the first settled change. */
function changed(id: string) {
  return ({ issue, loadedAt }: KeptIssue) => issue.id === id && loadedAt < 1;
}

const idsOf = (items: KeptIssue[]) => items.map(({ issue }) => issue.id);

describe('keepOrder', () => {
  it('leaves issues in their places that are answered in another order, each as it now is', () => {
    const fresh = [...names].reverse().map(id => kept(id, 1, 2));
    const { items, heldBack } = keepOrder(before, fresh);

    expect(idsOf(items)).toEqual(names);
    expect(items.every(one => fresh.includes(one))).toBe(true);
    expect(heldBack).toEqual([]);
  });

  it('holds back what is new', () => {
    const fresh = ['new', 'a', 'newer', 'b', 'c'].map(id => kept(id, 1));
    const { items, heldBack } = keepOrder(before, fresh);

    expect(idsOf(items)).toEqual(names);
    expect(heldBack.map(({ id }) => id)).toEqual(['new', 'newer']);
  });

  it('leaves what left the list in its place, until it is back', () => {
    const without = [kept('a', 1), kept('c', 1)];
    const once = keepOrder(before, without).items;
    const twice = keepOrder(once, without).items;
    expect(idsOf(twice)).toEqual(names);
    expect(twice[1]).toEqual({ ...before[1], hasLeft: true });

    const back = keepOrder(twice, [kept('b', 2), ...without]).items;
    expect(back[1]).toEqual(kept('b', 2));
  });
});

describe('putBack', () => {
  it('takes the order of the answer, with what was changed here in its place', () => {
    const fresh = [kept('new', 1), kept('c', 1), kept('a', 1)];
    expect(idsOf(putBack(before, fresh, changed('b')))).toEqual([
      'new',
      'b',
      'c',
      'a',
    ]);
  });
});
