import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { SentryTrend } from 'backstage-plugin-sentry-common';
import { useState } from 'react';
import { Sparkline } from './Sparkline';

// Days are UTC's, hours are the viewer's.
const today = Date.UTC(2026, 10, 12) / 1000;
const noon = new Date(2026, 10, 12, 12).getTime() / 1000;

describe('Sparkline', () => {
  it.each<[string, string, [number, number][]]>([
    [
      '1,284 events in the last 14 days, most on November 12',
      '14d',
      [
        [today - 86_400, 84],
        [today, 1200],
      ],
    ],
    [
      '4 events in the last 24 hours, most on November 12 at 12 PM',
      '24h',
      [
        [noon - 3600, 1],
        [noon, 3],
      ],
    ],
    ['1 event in the last 7 days, on November 12', '7d', [[today, 1]]],
    ['No events in the last 14 days', '14d', [[today, 0]]],
    ['No events in the last 14 days', '14d', []],
  ])('says: %s', async (label, period, buckets) => {
    renderInTestApp(<Sparkline trend={{ period, buckets }} />);

    expect(await screen.findByRole('img', { name: label })).toBeVisible();
  });

  it('leaves no bar behind of a trend with a time twice', async () => {
    const twice: SentryTrend = {
      period: '14d',
      buckets: [
        [today, 1],
        [today, 2],
      ],
    };
    const once: SentryTrend = { period: '14d', buckets: [[today - 86_400, 3]] };
    function Trends() {
      const [trend, setTrend] = useState(twice);
      return (
        <button onClick={() => setTrend(once)}>
          <Sparkline trend={trend} />
        </button>
      );
    }
    const { container } = renderInTestApp(<Trends />);

    await userEvent.click(await screen.findByRole('button'));

    const bars = [...container.querySelectorAll('path')]
      .map(path => path.getAttribute('d'))
      .join('');
    expect(bars.match(/M/g)).toHaveLength(1);
  });
});
