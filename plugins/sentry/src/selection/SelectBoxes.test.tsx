import { act, screen, within } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { makeIssue } from '../__testUtils__/data';
import { adviceOf, leave, rowOf, setup } from '../__testUtils__/triage';

const more = ['C', 'D', 'E'].map((letter, index) =>
  makeIssue({
    id: `450${index + 3}`,
    shortId: `SHOP-WEB-1${letter}`,
    title: `Error ${letter}`,
    type: `Error ${letter}`,
  }),
);

const boxOf = (letter: string) =>
  screen.getByRole('checkbox', { name: `Select SHOP-WEB-1${letter}` });

const selected = () =>
  ['A', 'B', 'C', 'D', 'E']
    .filter(letter => boxOf(letter).matches(':checked'))
    .join('');

async function withShift(user: UserEvent, press: () => Promise<void>) {
  await user.keyboard('{Shift>}');
  await press();
  await user.keyboard('{/Shift}');
}

async function showList(user: UserEvent) {
  const sentryApi = setup({ more });
  await rowOf(/Error E/);
  await adviceOf(sentryApi);
  return {
    click: (letter: string) => user.click(boxOf(letter)),
    clickThrough: (letter: string) =>
      withShift(user, () => user.click(boxOf(letter))),
  };
}

describe('the boxes that select issues', () => {
  afterEach(leave);

  it('select all from the box used last to this one with Shift, whichever comes first', async () => {
    const { click, clickThrough } = await showList(userEvent.setup());
    await click('D');
    await clickThrough('B');
    expect(selected()).toBe('BCD');

    await clickThrough('A');
    expect(selected()).toBe('ABCD');
    expect(window.location.search).toBe('');
  });

  it('clear all between where the box that ends it was set', async () => {
    const { click, clickThrough } = await showList(userEvent.setup());
    await click('A');
    await clickThrough('E');
    expect(selected()).toBe('ABCDE');

    await click('B');
    await clickThrough('D');
    expect(selected()).toBe('AE');
  });

  it('do the same with Shift and Space, and keep the focus', async () => {
    const user = userEvent.setup();
    await showList(user);
    act(() => boxOf('B').focus());
    await user.keyboard(' ');
    expect(selected()).toBe('B');
    act(() => boxOf('D').focus());
    await withShift(user, () => user.keyboard(' '));
    expect(selected()).toBe('BCD');
    expect(boxOf('D')).toHaveFocus();

    act(() => boxOf('E').focus());
    await user.keyboard(' ');
    expect(selected()).toBe('BCDE');
  });

  it('select one alone where no box was used before, or the selection was cleared', async () => {
    const user = userEvent.setup();
    const { click, clickThrough } = await showList(user);
    await clickThrough('C');
    expect(selected()).toBe('C');

    await click('A');
    await user.click(screen.getByRole('button', { name: 'Clear selection' }));
    await clickThrough('D');
    expect(selected()).toBe('D');
  });

  it('tell to the ear how many one of them has selected', async () => {
    const { click, clickThrough } = await showList(userEvent.setup());
    await click('A');
    const told = screen.getByText('1 issue selected');
    expect(screen.getAllByRole('status')).toContain(told.parentElement);

    await clickThrough('D');
    expect(told).toHaveTextContent('4 issues selected');
    const bar = screen.getByRole('group', {
      name: 'Change the selected issues',
    });
    expect(within(bar).getByText('4 issues selected')).toBeVisible();
    expect(await axe(bar)).toHaveNoViolations();
  });
});
