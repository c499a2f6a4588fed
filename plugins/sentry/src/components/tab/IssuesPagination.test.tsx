import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { IssuesPagination } from './IssuesPagination';

describe('IssuesPagination', () => {
  it('leads to the page that there is, and says to the keyboard where', async () => {
    const onNextPage = jest.fn();
    const { container } = renderInTestApp(
      <IssuesPagination
        pageSize={25}
        onPageSizeChange={() => {}}
        label="About 60 issues"
        hasPreviousPage={false}
        hasNextPage
        onPreviousPage={() => {}}
        onNextPage={onNextPage}
      />,
    );

    const next = await screen.findByRole('button', { name: 'Next page' });
    expect(next).toHaveAccessibleDescription(/About 60 issues/);
    expect(
      screen.getByRole('button', { name: 'Previous page' }),
    ).toBeDisabled();
    expect(await axe(container)).toHaveNoViolations();

    await userEvent.tab();
    await userEvent.tab();
    expect(next).toHaveFocus();
    expect(await screen.findByRole('tooltip')).toHaveTextContent('Next page');
    await userEvent.keyboard('{Enter}');
    expect(onNextPage).toHaveBeenCalledTimes(1);
  });
});
