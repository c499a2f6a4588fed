import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { TrendChart } from './TrendChart';

const hour = 3600;
// A day of who looks, wherever that is.
const start = new Date(2026, 10, 20).getTime() / 1000;
const inTwoHours = new Date(2026, 10, 20, 2).toISOString();
const trend = {
  period: '24h',
  buckets: [0, 1, 2, 3].map((index): [number, number] => [
    start + index * hour,
    index * 10,
  ]),
};

describe('TrendChart', () => {
  it('says in words how many events there were, and which releases fell into the window', async () => {
    renderInTestApp(
      <TrendChart
        trend={trend}
        releases={[
          {
            version: 'shop@2.0.0',
            shortVersion: '2.0.0',
            dateCreated: inTwoHours,
          },
          { version: 'shop@2.0.0', dateCreated: inTwoHours },
          { version: 'shop@1.0.0', dateCreated: '2026-10-01T00:00:00Z' },
          { version: 'shop@3.0.0' },
          undefined,
        ]}
      />,
    );

    expect(
      await screen.findByRole('img', {
        name: /^60 events in the last 24 hours/,
      }),
    ).toBeInTheDocument();
    const legend = screen.getByRole('list', { name: 'Releases' });
    expect(legend).toHaveTextContent(/^12\.0\.0 November 20/);
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
  });

  it('says when it starts and ends', async () => {
    renderInTestApp(
      <TrendChart
        trend={{
          period: '30d',
          buckets: [
            [Date.parse('2026-10-22T00:00:00Z') / 1000, 1],
            [Date.parse('2026-10-23T00:00:00Z') / 1000, 2],
          ],
        }}
        releases={[]}
      />,
    );

    expect(await screen.findByText('Oct 22')).toBeVisible();
    expect(screen.getByText('Oct 23')).toBeVisible();
  });

  it('marks no release where there are no bars to mark it among', async () => {
    renderInTestApp(
      <TrendChart
        trend={{ period: '24h', buckets: [] }}
        releases={[{ version: '1', dateCreated: inTwoHours }]}
      />,
    );

    expect(await screen.findByText('0 events')).toBeVisible();
    expect(screen.queryByRole('listitem')).toBeNull();
  });
});
