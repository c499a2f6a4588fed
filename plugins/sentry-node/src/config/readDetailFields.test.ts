import { ConfigReader } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import { readSentryConfig } from './readSentryConfig';

const read = (detail: JsonValue) =>
  readSentryConfig(new ConfigReader({ sentry: { detail } })).detail.include;

describe('sentry.detail.include', () => {
  it('is nothing by default', () => {
    expect(readSentryConfig(new ConfigReader({})).detail.include).toEqual([]);
    expect(read({})).toEqual([]);
  });

  it('names what is shown', () => {
    const include = ['localVariables', 'requestHeaders'];
    expect(read({ include })).toEqual(include);
  });

  it.each([
    [{ include: 'extra' }, 'sentry.detail.include: expected a list'],
    [{ include: ['cookies'] }, 'sentry.detail.include[0]'],
    [['extra'], 'sentry.detail: expected an object'],
  ])('refuses %j', (detail, message) => {
    expect(() => read(detail)).toThrow(message);
  });
});
