import { renderHook } from '@testing-library/react';
import { makeIssue, makePage } from '../__testUtils__/data';
import { useSteadyPage } from './useSteadyPage';

const pageOf = (...counts: [id: string, count: number][]) =>
  makePage({ items: counts.map(([id, count]) => makeIssue({ id, count })) });

function setup() {
  const { result, rerender } = renderHook(
    ({ page, question }) => useSteadyPage(page, question),
    { initialProps: { page: pageOf(['a', 1], ['b', 1]), question: 'one' } },
  );
  const become = (page: ReturnType<typeof pageOf>, question = 'one') => {
    rerender({ page, question });
    return result.current?.items.map(({ id, count }) => [id, count]);
  };
  return { become };
}

const next = () => pageOf(['c', 1], ['b', 2]);

describe('useSteadyPage', () => {
  it('takes the rows as they come while the list is not in use', () => {
    expect(setup().become(next())).toEqual([
      ['c', 1],
      ['b', 2],
    ]);
  });

  it('keeps the rows while the focus is in the list, each as it now is', () => {
    document.body.innerHTML = '<div data-sentry-rows><button>x</button></div>';
    document.querySelector('button')?.focus();
    const { become } = setup();
    expect(become(next())).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    document.body.innerHTML = '';
    expect(become(next())?.[0]).toEqual(['c', 1]);
  });

  it('answers another question at once', () => {
    document.body.innerHTML = '<div role="dialog"></div>';
    expect(setup().become(next(), 'two')?.[0]).toEqual(['c', 1]);
  });
});
