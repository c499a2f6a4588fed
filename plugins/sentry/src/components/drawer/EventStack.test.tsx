import { within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { findDrawer, showEvent, showTab } from '../../__testUtils__/render';

describe('the stack trace of an event', () => {
  afterEach(() => window.history.replaceState(null, '', '/'));

  it('opens the program’s own frames with the failing line, and folds the libraries', async () => {
    showTab('?issue=SHOP-WEB-1A');
    const drawer = await findDrawer();
    const source = within(drawer).getByRole('group', { name: 'Source' });
    expect(source).toHaveAccessibleDescription(
      'Line 42, the one that failed: return cart.currency.code;',
    );
    expect(source).toHaveTextContent(
      'const { cart } = props; return cart.currency.code; }',
    );
    expect(
      within(drawer).getByRole('link', {
        name: 'Source of src/cart/CartTotals.tsx:42:7 (opens in a new tab)',
      }),
    ).toHaveAttribute(
      'href',
      'https://code.example.com/shop-web/src/cart/CartTotals.tsx#L42',
    );
    expect(within(drawer).queryByText('renderWithHooks')).toBeNull();
    await userEvent.click(
      within(drawer).getByRole('button', { name: '2 library frames' }),
    );

    expect(within(drawer).getByText('renderWithHooks')).toBeVisible();
  });

  it('tells what caused an exception', async () => {
    const drawer = await showEvent({
      exceptions: [
        { type: 'OuterError', frames: [] },
        { type: 'InnerError', value: 'the reason', frames: [] },
      ],
    });

    const chain = within(drawer).getByRole('list', { name: 'Exceptions' });
    expect(
      within(chain)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'OuterErrorNo stack trace available.',
      'Caused byInnerErrorthe reasonNo stack trace available.',
    ]);
  });

  it('hints at source maps where frames are minified', async () => {
    const drawer = await showEvent({
      exceptions: [
        {
          type: 'TypeError',
          frames: [
            {
              filename: 'main.js',
              function: 't',
              inApp: true,
              isMinified: true,
              context: [],
            },
          ],
        },
      ],
      errors: ['Source code was not found.'],
    });

    expect(drawer).toHaveTextContent('These frames are minified');
    expect(drawer).toHaveTextContent('Source code was not found.');
  });
});
