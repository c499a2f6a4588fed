import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { makeIssue } from '../../__testUtils__/data';
import { IssueTags } from './IssueSummary';

const show = (issue: Parameters<typeof makeIssue>[0]) =>
  renderInTestApp(<IssueTags issue={makeIssue(issue)} />);

describe('IssueTags', () => {
  it.each([
    ['archived_until_escalating', 'Archived until escalating'],
    ['archived_until_condition_met', 'Archived for a while'],
    ['archived_forever', 'Archived'],
  ] as const)(
    'says in one word that an issue is archived, and until when on hover: %s',
    async (substatus, title) => {
      show({ status: 'ignored', substatus });
      expect(await screen.findByText('Archived')).toBeVisible();
      expect(screen.getByTitle(title)).toHaveTextContent(/^Archived$/);
    },
  );

  it('says nothing of an issue that just goes on', async () => {
    show({ substatus: 'ongoing', isUnhandled: true });
    expect(await screen.findByText('Unhandled')).toBeVisible();
    expect(screen.queryByTitle(/./)).toBeNull();
  });
});
