import { makeIssue } from '../__testUtils__/data';
import { type KeptIssue, keepOrder, putBack } from './useKeptPage';

const names = ['a', 'b', 'c'];
const before = names.map(id => kept(id, 0));
const none = () => false;

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
    const { items, heldBack } = keepOrder(before, fresh, none);

    expect(idsOf(items)).toEqual(names);
    expect(items.every(one => fresh.includes(one))).toBe(true);
    expect(heldBack).toBe(0);
  });

  it('holds back what is new', () => {
    const fresh = ['new', 'a', 'newer', 'b', 'c'].map(id => kept(id, 1));
    const { items, heldBack } = keepOrder(before, fresh, none);

    expect(idsOf(items)).toEqual(names);
    expect(heldBack).toBe(2);
  });

  it('leaves what was changed here in its place, however often it is answered without it', () => {
    const fresh = [kept('a', 1), kept('c', 1)];
    const once = keepOrder(before, fresh, changed('b'));
    expect(idsOf(once.items)).toEqual(names);
    expect(once.items[1].loadedAt).toBe(0);

    const twice = keepOrder(
      once.items,
      [kept('a', 2), kept('c', 2)],
      changed('b'),
    );
    expect(idsOf(twice.items)).toEqual(names);
  });

  it('lets go what somebody else took away, also where it was changed here before that', () => {
    const since = before.map(({ issue }) => ({ issue, loadedAt: 1 }));
    const fresh = [kept('a', 2), kept('c', 2)];

    expect(idsOf(keepOrder(before, fresh, none).items)).toEqual(['a', 'c']);
    expect(idsOf(keepOrder(since, fresh, changed('b')).items)).toEqual([
      'a',
      'c',
    ]);
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
