import { act, screen, within } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { makeIssue } from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import { renderForEntity } from '../../__testUtils__/render';
import { advice, entityRef } from '../../__testUtils__/triage';
import { TriageProvider } from '../../triage/Triage';
import { SelectionProvider, useSelection } from '../../triage/useSelection';
import { SelectionBar } from '../drawer/SelectionBar';
import { SelectIssue } from './SelectBoxes';

const issues = ['A', 'B', 'C', 'D', 'E'].map((letter, index) =>
  makeIssue({ id: `450${index + 1}`, shortId: `SHOP-WEB-1${letter}` }),
);

/** The boxes of five issues, without the table that they stand in. */
function Boxes() {
  const { triage, selected, selection, clear } = useSelection(issues);
  return (
    <SelectionProvider value={selection}>
      {issues.map(issue => (
        <SelectIssue key={issue.id} issue={issue} />
      ))}
      {triage && (
        <SelectionBar triage={triage} selected={selected} onClear={clear} />
      )}
    </SelectionProvider>
  );
}

const boxOf = (letter: string) =>
  screen.getByLabelText(`Select SHOP-WEB-1${letter}`);

const selected = () =>
  ['A', 'B', 'C', 'D', 'E']
    .filter(letter => boxOf(letter).matches(':checked'))
    .join('');

async function withShift(user: UserEvent, press: () => Promise<void>) {
  await user.keyboard('{Shift>}');
  await press();
  await user.keyboard('{/Shift}');
}

async function showBoxes(user: UserEvent) {
  const sentryApi = fakeApi();
  sentryApi.getTriage.mockResolvedValue(advice());
  renderForEntity(
    <TriageProvider entityRef={entityRef}>
      <Boxes />
    </TriageProvider>,
    { sentryApi },
  );
  await screen.findByLabelText('Select SHOP-WEB-1A');
  return {
    click: (letter: string) => user.click(boxOf(letter)),
    clickThrough: (letter: string) =>
      withShift(user, () => user.click(boxOf(letter))),
  };
}

describe('the boxes that select issues', () => {
  it('select all from the box used last to this one with Shift, whichever comes first', async () => {
    const { click, clickThrough } = await showBoxes(userEvent.setup());
    await click('D');
    await clickThrough('B');
    expect(selected()).toBe('BCD');

    await clickThrough('A');
    expect(selected()).toBe('ABCD');
  });

  it('clear all between where the box that ends it was set', async () => {
    const { click, clickThrough } = await showBoxes(userEvent.setup());
    await click('A');
    await clickThrough('E');
    expect(selected()).toBe('ABCDE');

    await click('B');
    await clickThrough('D');
    expect(selected()).toBe('AE');
  });

  it('do the same with Shift and Space, and keep the focus', async () => {
    const user = userEvent.setup();
    await showBoxes(user);
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
    const { click, clickThrough } = await showBoxes(user);
    await clickThrough('C');
    expect(selected()).toBe('C');

    await click('A');
    await user.click(screen.getByText('Clear selection'));
    await clickThrough('D');
    expect(selected()).toBe('D');
  });

  it('announce how many one of them has selected', async () => {
    const { click, clickThrough } = await showBoxes(userEvent.setup());
    await click('A');
    const count = screen.getByText('1 issue selected');
    expect(screen.getAllByRole('status')).toContain(count.parentElement);

    await clickThrough('D');
    expect(count).toHaveTextContent('4 issues selected');
    const bar = screen.getByRole('group', {
      name: 'Change the selected issues',
    });
    expect(within(bar).getByText('4 issues selected')).toBeVisible();
    expect(await axe(bar)).toHaveNoViolations();
  });
});
