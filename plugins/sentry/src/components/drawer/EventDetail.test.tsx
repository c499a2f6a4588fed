import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  SentryEvent,
  SentryStackFrame,
} from 'backstage-plugin-sentry-common';
import { makeEvent } from '../../__testUtils__/data';
import { EventDetail } from './EventDetail';

const user = userEvent.setup({ delay: null });

/** Renders an event; by default one without exceptions. */
async function showEvent(event: Partial<SentryEvent>, messageAbove?: string) {
  renderInTestApp(
    <main>
      <EventDetail
        event={makeEvent({ exceptions: [], ...event })}
        messageAbove={messageAbove}
        server="Sentry"
      />
    </main>,
  );
  return screen.findByRole('main');
}

describe('EventDetail', () => {
  it.each<[string, Partial<SentryEvent>, string]>([
    ['a message', { message: 'Slow payment' }, 'MessageSlow payment'],
    [
      'a CSP report',
      {
        csp: { directive: 'script-src', blockedUri: 'https://a.example.com' },
      },
      'Directivescript-srcBlocked addresshttps://a.example.com',
    ],
    [
      'what Sentry found',
      {
        occurrence: {
          title: 'N+1 Query',
          evidence: [
            { name: 'Spans', value: '42', important: false },
            { name: 'Transaction', value: '/cart', important: true },
          ],
        },
      },
      'N+1 QueryTransaction/cartSpans42',
    ],
    [
      'a thread',
      {
        threads: [
          {
            name: 'main',
            crashed: true,
            current: true,
            frames: [{ function: 'run', inApp: true, context: [] }],
          },
        ],
      },
      'Crashed thread main',
    ],
    [
      'an unknown type',
      { type: 'from-the-future' },
      'This event has no exception or message',
    ],
  ])('shows an event of %s', async (_, event, text) => {
    expect(await showEvent(event)).toHaveTextContent(text);
  });

  it('shows breadcrumbs by how long before they were, the request and contexts', async () => {
    const event = await showEvent({});
    const crumbs = within(event).getByRole('list', { name: 'Breadcrumbs' });
    expect(crumbs).toHaveTextContent('ui.click2.3s beforebutton#pay');
    expect(event).toHaveTextContent('GET https://shop.example.com/cart');
    expect(event).toHaveTextContent('ContextsbrowsernameFirefox');
  });

  it('moves on to the breadcrumbs that were not shown before', async () => {
    await showEvent({
      breadcrumbs: Array.from({ length: 10 }, (_, index) => ({
        category: `step ${index}`,
      })),
    });
    await user.click(screen.getByRole('button', { name: 'Show 2 earlier' }));

    expect(screen.getByText('step 1').closest('li')).toHaveFocus();
  });

  it('repeats no message that is shown above', async () => {
    const exceptions = [
      { type: 'TypeError', value: 'tax is null', frames: [] },
      { type: 'TypeError', value: 'tax is null', frames: [] },
    ];
    await showEvent({ exceptions }, 'tax is null');
    expect(screen.getAllByText('tax is null')).toHaveLength(1);
  });

  it('shows the text of feedback, which is shown above, not again', async () => {
    const text = 'The button does nothing.';
    const event = await showEvent(
      {
        message: text,
        occurrence: {
          title: 'User Feedback',
          subtitle: text,
          evidence: [
            { name: 'message', value: text, important: true },
            { name: 'source', value: 'widget', important: false },
          ],
        },
      },
      text,
    );
    expect(event).not.toHaveTextContent(text);
    expect(event).toHaveTextContent('User Feedbacksourcewidget');
  });

  it('opens the program’s own frames with the failing line, and folds the libraries', async () => {
    await showEvent(makeEvent());
    const source = screen.getByRole('group', { name: 'Source' });
    expect(source).toHaveAccessibleDescription(
      'Line 42, the one that failed: return cart.currency.code;',
    );
    expect(source).toHaveTextContent(
      'const { cart } = props; return cart.currency.code; }',
    );
    expect(
      screen.getByRole('link', {
        name: 'Source of src/cart/CartTotals.tsx:42:7 (opens in a new tab)',
      }),
    ).toHaveAttribute(
      'href',
      'https://code.example.com/shop-web/src/cart/CartTotals.tsx#L42',
    );
    expect(screen.queryByText('renderWithHooks')).toBeNull();
    await user.click(screen.getByRole('button', { name: '2 library frames' }));

    expect(screen.getByText('renderWithHooks')).toBeVisible();
  });

  it('shows what caused an exception', async () => {
    await showEvent({
      exceptions: [
        { type: 'OuterError', frames: [] },
        { type: 'InnerError', value: 'the reason', frames: [] },
      ],
    });

    const chain = screen.getByRole('list', { name: 'Exceptions' });
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
    const frame = {
      filename: 'main.js',
      function: 't',
      inApp: true,
      isMinified: true,
      context: [],
    };
    const event = await showEvent({
      exceptions: [{ type: 'TypeError', frames: [frame] }],
      errors: ['Source code was not found.'],
    });

    expect(event).toHaveTextContent('These frames are minified');
    expect(event).toHaveTextContent('Source code was not found.');
  });

  it('names function and place of a frame as far as they are known', async () => {
    const native = {
      packageName: '/usr/lib/libshop.so',
      address: '0x7f3a10c2',
    };
    const texts: [Partial<SentryStackFrame>, string][] = [
      [native, 'libshop.so 0x7f3a10c2'],
      [
        { ...native, function: 'shop_total' },
        'shop_total libshop.so 0x7f3a10c2',
      ],
      [
        { function: 'total', filename: 'src/cart.c', lineNo: 7, colNo: 3 },
        'total src/cart.c:7:3',
      ],
      [{ function: 'main', filename: 'main.c', lineNo: 0 }, 'main main.c'],
    ];
    await showEvent({
      exceptions: [
        {
          type: 'SIGSEGV',
          frames: texts.map(([frame]) => ({
            inApp: true,
            context: [],
            ...frame,
          })),
        },
      ],
    });
    const frames = screen.getByRole('list', { name: /SIGSEGV/ });
    expect(
      within(frames)
        .getAllByRole('listitem')
        .map(item => item.textContent?.trim()),
    ).toEqual(texts.map(([, text]) => text));
  });

  it('names the image of a library’s frame', async () => {
    await showEvent({
      exceptions: [
        {
          type: 'SIGSEGV',
          frames: [
            {
              packageName: '/usr/lib/libshop.so',
              address: '0x7f3a10c2',
              function: 'total',
              filename: 'cart.c',
              lineNo: 7,
              inApp: false,
              context: [],
            },
          ],
        },
      ],
    });
    expect(screen.getByText('total').closest('li')?.textContent?.trim()).toBe(
      'total cart.c:7 /usr/lib/libshop.so',
    );
  });
});
