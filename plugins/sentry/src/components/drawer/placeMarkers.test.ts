import { placeMarkers } from './placeMarkers';

const day = 86_400;
const start = Date.parse('2026-11-01T00:00:00Z') / 1000;
const trend = {
  period: '30d',
  buckets: Array.from({ length: 30 }, (_, index): [number, number] => [
    start + index * day,
    index,
  ]),
};

const on = (date: string, version: string, shortVersion?: string) => ({
  version,
  shortVersion,
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

  it('are marked once each, by the short version and the date that any of them tells', () => {
    expect(
      labels(
        { version: 'shop@2.0.0', shortVersion: '2.0.0' },
        on('11-05', 'shop@2.0.0'),
      ),
    ).toEqual(['2.0.0']);
  });

  it('leave room to read each, those named first before others', () => {
    expect(labels(on('11-20', 'last'), on('11-19', 'near'))).toEqual(['last']);
  });

  it('are no more than can be looked up', () => {
    const many = [3, 7, 11, 15, 19, 23, 27].map(date =>
      on(`11-${String(date).padStart(2, '0')}`, `${date}`),
    );
    expect(labels(...many)).toEqual(['3', '7', '11', '15', '19']);
  });

  it('are none where there are no bars to mark them among', () => {
    expect(
      placeMarkers({ period: '24h', buckets: [] }, [on('11-05', '1')]),
    ).toEqual([]);
  });
});
