import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { findDrawer, showTab } from '../../__testUtils__/render';

let mockIsOffline = true;
jest.mock('../drawer/IssueDrawer', () => {
  if (mockIsOffline) {
    throw new Error('Loading chunk 7 failed.');
  }
  return jest.requireActual('../drawer/IssueDrawer');
});

describe('where the code of the drawer is gone', () => {
  afterEach(() => window.history.replaceState(null, '', '/'));

  it('says so calmly and offers to reload, beside the list; the next try may succeed', async () => {
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
    const link = screen.getByRole('link', { name: /SHOP-WEB-1A/ });
    expect(link).toBeVisible();

    mockIsOffline = false;
    await userEvent.click(link);
    expect(await findDrawer()).toHaveTextContent('CartTotals');
  });
});
