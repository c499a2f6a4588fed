import type { Entity } from '@backstage/catalog-model';
import fc from 'fast-check';
import {
  findSentryAnnotationProblems,
  readSentryAnnotations,
} from './annotations';
import { isSentryShortId } from './issueQuery';
import { parseSentryProjectAnnotation } from './projectAnnotation';
import { readSentrySourceRoots } from './sourceRoot';

// The same values in each run, so that a change is what makes these fail.
const { FC_SEED = 18, FC_RUNS = 500 } = process.env;
fc.configureGlobal({ seed: Number(FC_SEED), numRuns: Number(FC_RUNS) });

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: fc.constantFrom(...',:/.\\ \n\u0000`=>#?-_ab1') }),
);
const slug = fc.stringMatching(/^[a-z][a-z0-9_-]{0,40}$/);
const entityWith = (annotations: Record<string, string>): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop-web', annotations },
});

describe('annotations, whatever they say', () => {
  it('name projects by slugs alone, with a problem for every other entry', () => {
    fc.assert(
      fc.property(anyText, value => {
        const { refs, problems } = parseSentryProjectAnnotation(value);
        for (const { instance, organization, project } of refs) {
          for (const segment of [instance, organization, project]) {
            expect(segment ?? 'absent').toMatch(/^[\w.-]{1,100}$/);
            expect(['.', '..']).not.toContain(segment);
          }
        }
        const entries = value.split(',').map(entry => entry.trim());
        const seen = entries.slice(0, 100);
        const known = new Set(refs.map(({ ref }) => ref));
        expect(seen.filter(entry => !known.has(entry))).toHaveLength(
          problems.length - (entries.length > 100 ? 1 : 0),
        );
      }),
    );
  });

  it('give back what was written, with spaces or without', () => {
    const ref = fc.record(
      { instance: slug, organization: slug, project: slug },
      { requiredKeys: ['project'] },
    );
    const written = ref.map(({ instance, organization, project }) => {
      const place = organization ? `${organization}/` : '';
      return {
        text: `${instance && organization ? `${instance}:` : ''}${place}${project}`,
        parts: {
          ...(instance && organization ? { instance } : {}),
          ...(organization ? { organization } : {}),
          project,
        },
      };
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(written, {
          selector: ({ text }) => text,
          maxLength: 20,
          minLength: 1,
        }),
        fc.constantFrom(',', ', ', ' ,\n  '),
        (all, separator) => {
          const value = all.map(({ text }) => text).join(separator);
          expect(parseSentryProjectAnnotation(value)).toEqual({
            refs: all.map(({ text, parts }) => ({ ref: text, ...parts })),
            problems: [],
          });
        },
      ),
    );
  });

  it('break nothing, and are short in messages, whose code they do not end', () => {
    const names = ['project-slug', 'environment', 'query', 'source-root'];
    const annotations = fc.dictionary(
      fc.constantFrom(...names, 'notify').map(name => `sentry.io/${name}`),
      anyText,
    );
    fc.assert(
      fc.property(annotations, values => {
        const entity = entityWith(values);
        readSentryAnnotations(entity);
        for (const { code, message } of findSentryAnnotationProblems(entity)) {
          expect(code).toBe('ANNOTATION_INVALID');
          expect(message.length).toBeLessThan(400);
          expect(message.split('`').length % 2).toBe(1);
        }
      }),
    );
  });

  it('lead to no directory outside of the repository', () => {
    fc.assert(
      fc.property(anyText, value => {
        const { roots } = readSentrySourceRoots(
          entityWith({ 'sentry.io/source-root': value }),
        );
        for (const { to } of roots) {
          expect(to.split('/')).not.toContain('..');
          expect(to).not.toMatch(/[:?#]/);
        }
      }),
    );
  });
});

it('a short id has nothing that Sentry’s search gives a meaning to', () => {
  fc.assert(
    fc.property(anyText, text => {
      expect(isSentryShortId(text) && /[\s":,[\]()*!<>]/.test(text)).toBe(
        false,
      );
    }),
  );
});
