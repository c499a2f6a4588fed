import type { Entity } from '@backstage/catalog-model';
import {
  findSentryAnnotationProblems,
  isSentryAvailable,
  readSentryAnnotations,
  readSentryFilterAnnotations,
  readSentryNotifyAnnotation,
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

describe('readSentryNotifyAnnotation', () => {
  it.each([
    [undefined, undefined],
    [' , ', undefined],
    ['none', []],
    ['regressed, new', ['new', 'regressed']],
  ])('reads %j', (value, kinds) => {
    expect(
      readSentryNotifyAnnotation(
        entity(value === undefined ? {} : { 'sentry.io/notify': value }),
      ),
    ).toEqual({ kinds, problems: [] });
  });

  it('names what is no kind, and keeps the others', () => {
    expect(
      readSentryNotifyAnnotation(entity({ 'sentry.io/notify': 'new,al`l' })),
    ).toEqual({
      kinds: ['new'],
      problems: [
        {
          code: 'ANNOTATION_INVALID',
          message:
            "The annotation sentry.io/notify names `al'l`, which is not known.",
          action:
            "In this entity's catalog-info.yaml, write some of new, regressed, escalating, assigned, separated by commas, or none.",
        },
      ],
    });
  });
});

describe('findSentryAnnotationProblems', () => {
  it('finds the faults of every annotation, with or without a project', () => {
    const faults = {
      'sentry.io/query': 'a'.repeat(1_001),
      'sentry.io/source-root': '..',
      'sentry.io/notify': 'all',
    };
    const named = (annotations: Record<string, string>) =>
      findSentryAnnotationProblems(entity(annotations)).map(
        ({ message }) => /sentry\.io\/[a-z-]+/.exec(message)?.[0],
      );
    expect(named(faults)).toEqual(Object.keys(faults));
    expect(named({ 'sentry.io/project-slug': 'a/b/c', ...faults })).toEqual([
      'sentry.io/project-slug',
      ...Object.keys(faults),
    ]);
  });

  it('finds nothing in annotations that can be read', () => {
    expect(
      findSentryAnnotationProblems(
        entity({
          'sentry.io/project-slug': 'eu:acme/shop-web',
          'sentry.io/environment': 'production',
          'sentry.io/notify': 'none',
        }),
      ),
    ).toEqual([]);
  });
});
