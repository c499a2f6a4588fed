import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import type { SentryStackFrame } from 'backstage-plugin-sentry-common';
import { StackFrame } from './StackFrame';

const native = { packageName: '/usr/lib/libshop.so', address: '0x7f3a10c2' };

describe('StackFrame', () => {
  it.each<[Partial<SentryStackFrame>, string]>([
    [native, 'libshop.so 0x7f3a10c2'],
    [{ ...native, function: 'shop_total' }, 'shop_total libshop.so 0x7f3a10c2'],
    [
      { function: 'total', filename: 'src/cart.c', lineNo: 7, colNo: 3 },
      'total src/cart.c:7:3',
    ],
    [{ function: 'main', filename: 'main.c', lineNo: 0 }, 'main main.c'],
    [
      { ...native, function: 'total', filename: 'cart.c', lineNo: 7 },
      'total cart.c:7 /usr/lib/libshop.so',
    ],
  ])('shows %j as %s', async (fields, text) => {
    renderInTestApp(
      <ul>
        <StackFrame frame={{ inApp: false, context: [], ...fields }} />
      </ul>,
    );
    expect((await screen.findByRole('listitem')).textContent?.trim()).toBe(
      text,
    );
  });
});
