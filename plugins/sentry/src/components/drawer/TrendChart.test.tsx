import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { placeMarkers, TrendChart } from './TrendChart';

describe('TrendChart', () => {
  const hour = 3600;
  // A day in the viewer's time zone.
  const start = new Date(2026, 10, 20).getTime() / 1000;
  const inTwoHours = new Date(2026, 10, 20, 2).toISOString();
  const trend = {
    period: '24h',
    buckets: [0, 1, 2, 3].map((index): [number, number] => [
      start + index * hour,
      index * 10,
    ]),
  };

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
});

describe('placeMarkers', () => {
  const day = 86_400;
  const start = Date.parse('2026-11-01T00:00:00Z') / 1000;
  const trend = {
    period: '30d',
    buckets: Array.from({ length: 30 }, (_, index): [number, number] => [
      start + index * day,
      index,
    ]),
  };

  const on = (date: string, version: string) => ({
    version,
    dateCreated: `2026-${date}T12:00:00Z`,
  });

  const labels = (...releases: Parameters<typeof placeMarkers>[1]) =>
    placeMarkers(trend, releases).map(({ label }) => label);

  describe('the releases that a trend marks', () => {
    it('are those of its window, the oldest first', () => {
      expect(
        labels(
          on('11-20', '3'),
          on('11-05', '2'),
          on('10-20', '1'),
          { version: '4' },
          undefined,
        ),
      ).toEqual(['2', '3']);
    });

    it('leave room to read each, those named first before others', () => {
      expect(labels(on('11-20', 'last'), on('11-19', 'near'))).toEqual([
        'last',
      ]);
    });

    it('are none where there are no bars to mark them among', () => {
      expect(
        placeMarkers({ period: '24h', buckets: [] }, [on('11-05', '1')]),
      ).toEqual([]);
    });
  });
});
