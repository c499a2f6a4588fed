import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { showTab } from '../../__testUtils__/render';

jest.mock('../drawer/IssueDrawer', () => {
  throw new Error('Loading chunk 7 failed.');
});

describe('where the code of the drawer is gone', () => {
  afterEach(() => window.history.replaceState(null, '', '/'));

  it('says so calmly and offers to reload, beside the list', async () => {
    showTab('?issue=SHOP-WEB-1A');
    const drawer = await screen.findByRole('dialog', {
      name: 'Issue SHOP-WEB-1A',
    });
    expect(within(drawer).getByRole('alert')).toHaveTextContent(
      'The issue view could not be loaded',
    );
    expect(
      within(drawer).getByRole('button', { name: 'Reload page' }),
    ).toBeVisible();
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Close the issue' }),
    );

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByRole('link', { name: 'TypeError' })).toBeVisible();
  });
});
