import type { Entity } from '@backstage/catalog-model';
import {
  isSentryAvailable,
  readSentryAnnotations,
  readSentryFilterAnnotations,
} from './annotations';

const entity = (annotations?: Record<string, string>): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop-web', annotations },
});

describe('readSentryAnnotations', () => {
  it('has nothing to say of an entity that names no project', () => {
    expect(readSentryAnnotations(entity())).toBeUndefined();
    expect(
      readSentryAnnotations(entity({ 'sentry.io/environment': 'production' })),
    ).toBeUndefined();
  });

  it('reads projects, environments and query', () => {
    expect(
      readSentryAnnotations(
        entity({
          'sentry.io/project-slug': 'shop-web',
          'sentry.io/environment': ' production, ,staging ',
          'sentry.io/query': ' is:unresolved level:fatal ',
        }),
      ),
    ).toEqual({
      refs: [{ ref: 'shop-web', project: 'shop-web' }],
      problems: [],
      environments: ['production', 'staging'],
      query: 'is:unresolved level:fatal',
    });
  });

  it.each(['', ' ', ' \n\t'])(
    'takes the blank annotation %j for none',
    value => {
      const blank = {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: 'a',
          annotations: { 'sentry.io/project-slug': value },
        },
      };
      expect(readSentryAnnotations(blank)).toBeUndefined();
      expect(isSentryAvailable(blank)).toBe(false);
    },
  );

  it('takes a blank query for none', () => {
    expect(
      readSentryAnnotations(
        entity({
          'sentry.io/project-slug': 'shop-web',
          'sentry.io/query': ' ',
        }),
      ),
    ).not.toHaveProperty('query');
  });
});

describe('readSentryFilterAnnotations', () => {
  it('reads what holds for the parts of an entity that names no project', () => {
    expect(
      readSentryFilterAnnotations(
        entity({
          'sentry.io/environment': 'production',
          'sentry.io/query': 'level:fatal',
        }),
      ),
    ).toEqual({
      environments: ['production'],
      query: 'level:fatal',
      problems: [],
    });
    expect(readSentryFilterAnnotations(entity())).toEqual({
      environments: [],
      problems: [],
    });
  });
});

describe('annotations beyond all measure', () => {
  it('are left out, with a problem that names each', () => {
    const read = readSentryAnnotations(
      entity({
        'sentry.io/project-slug': 'shop-web',
        'sentry.io/environment': Array.from(
          { length: 500 },
          (_, n) => `env-${n}`,
        ).join(','),
        'sentry.io/query': 'x'.repeat(1_001),
      }),
    );
    expect(read?.environments).toHaveLength(20);
    expect(read).not.toHaveProperty('query');
    expect(read?.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('sentry.io/environment'),
      expect.stringContaining('sentry.io/query'),
    ]);
  });
});

describe('isSentryAvailable', () => {
  it('holds where an entity names projects, well-formed or not', () => {
    expect(isSentryAvailable(entity({ 'sentry.io/project-slug': 'a' }))).toBe(
      true,
    );
    expect(isSentryAvailable(entity({ 'sentry.io/project-slug': '' }))).toBe(
      false,
    );
    expect(isSentryAvailable(entity({}))).toBe(false);
    expect(isSentryAvailable(entity())).toBe(false);
  });
});
