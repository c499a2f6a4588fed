import { readSentrySourceRoots } from './sourceRoot';

const read = (value: string) =>
  readSentrySourceRoots({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'x', annotations: { 'sentry.io/source-root': value } },
  });

describe('readSentrySourceRoots', () => {
  it.each([
    ['packages/web', [{ from: '', to: 'packages/web' }]],
    [
      '/app => src, webpack://shop/=>/packages/shop',
      [
        { from: '/app', to: 'src' },
        { from: 'webpack://shop/', to: '/packages/shop' },
      ],
    ],
    ['C:\\app=>src', [{ from: 'C:/app', to: 'src' }]],
    ['/app=>', [{ from: '/app', to: '' }]],
    ['', []],
  ])('reads %s', (value, roots) => {
    expect(read(value)).toEqual({ roots, problems: [] });
  });

  it.each([
    '../other',
    '/app=>a/../../b',
    '/app=>https://evil.example.com/x',
    'src?at=x',
    `/${'x'.repeat(300)}`,
  ])('leaves out %s, and says so', value => {
    expect(read(`${value}, src`)).toMatchObject({
      roots: [{ from: '', to: 'src' }],
      problems: [{ code: 'ANNOTATION_INVALID' }],
    });
  });
});
