import { InputError } from '@backstage/errors';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import { sentryServiceMock } from 'backstage-plugin-sentry-node/testUtils';
import type { Request } from 'express';
import fc from 'fast-check';
import { fakeClient, shopWeb } from './__testUtils__/fakeSentry';
import { fence, plain, sizeOf } from './actions/untrusted';
import { readCursor, scopeTag, writeCursor } from './features/issues/cursor';
import { ownIssuesQuery } from './features/issues/query';
import { issuesParameters, readParameters } from './router/parameters';
import { scopeOf } from './scopes/types';

// The same values in each run, so that a change is what makes these fail.
const { FC_SEED = 18, FC_RUNS = 500 } = process.env;
fc.configureGlobal({ seed: Number(FC_SEED), numRuns: Number(FC_RUNS) });

const anyText = fc.string({ unit: 'binary', maxLength: 200 });

describe('a cursor', () => {
  const position = fc
    .record({
      cursor: fc.option(fc.stringMatching(/^[\w:=+/.%-]{1,40}$/), {
        nil: undefined,
      }),
      offset: fc.integer({ min: 1, max: 100 }),
      last: fc.record({
        id: fc.stringMatching(/^\d{1,20}$/),
        rank: fc.integer({ min: 0, max: 2 ** 50 }),
      }),
    })
    .map(({ cursor, ...left }) => ({
      ...left,
      ...(cursor !== undefined && { cursor }),
      done: false,
    }));

  it('reads back what it wrote, for its own list alone', () => {
    fc.assert(
      fc.property(
        fc.array(position, { maxLength: 10 }),
        anyText,
        anyText,
        (all, binding, other) => {
          const left = new Map(
            all.map((one, index) => [scopeTag(`scope-${index}`), one]),
          );
          const written = writeCursor(binding, left) ?? '';
          expect(readCursor(written, binding)).toEqual(left);
          expect(() => readCursor(written, `${other}${binding}.`)).toThrow(
            InputError,
          );
        },
      ),
    );
  });

  it('is refused where it is none', () => {
    const json = fc.jsonValue().map(value => JSON.stringify(value));
    const forged = fc.oneof(
      anyText,
      json.map(text => Buffer.from(text).toString('base64url')),
      fc
        .dictionary(fc.constantFrom('v', 'b', 's', '__proto__'), fc.jsonValue())
        .map(value => Buffer.from(JSON.stringify(value)).toString('base64url')),
    );
    fc.assert(
      fc.property(forged, value => {
        expect(() => readCursor(value, 'binding')).toThrow(InputError);
      }),
    );
  });
});

describe('a query string', () => {
  const isWithinBounds = (request: Request) => {
    try {
      const asked = readParameters(request, issuesParameters);
      return (
        (asked.query?.length ?? 0) <= 1_000 &&
        (asked.limit ?? 1) <= 100 &&
        (asked.environment?.length ?? 0) <= 20 &&
        (asked.project?.length ?? 0) <= 100
      );
    } catch (error) {
      return error instanceof InputError && String(error).length < 400;
    }
  };

  it('is read within bounds, or refused by the name of a parameter', () => {
    const name = fc.constantFrom(
      ...['query', 'environment', 'project', 'statsPeriod', 'sort', 'limit'],
      ...['cursor', '__proto__', 'constructor', 'query[a]', ''],
    );
    const pairs = fc.array(
      fc.tuple(name, fc.oneof(anyText, fc.constant('1'))),
      {
        maxLength: 30,
      },
    );
    const raw = fc.oneof(
      anyText,
      pairs.map(all => new URLSearchParams(all).toString()),
    );
    fc.assert(
      fc.property(raw, search => {
        // All of a request that is read.
        const request = { url: `/issues?${search}` } as Request;
        expect(isWithinBounds(request)).toBe(true);
      }),
    );
  });
});

describe('a search', () => {
  const [instance] = sentryServiceMock().config.instances;
  const scope = scopeOf({
    id: 'default:acme',
    client: fakeClient([shopWeb]),
    instance,
    organization: 'acme',
    projects: [{ instance: instance.name, organization: 'acme', ...shopWeb }],
  });

  const sentFor = (query: string) => {
    try {
      return ownIssuesQuery(query, scope) ?? '';
    } catch (error) {
      if (error instanceof SentryProblemError) {
        return `refused: ${error.code}`;
      }
      throw error;
    }
  };

  // Whatever stands around it: a short id of another project is never sent as a condition.
  it('asks for no issue of projects outside the entity', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 10 }),
      fc.constantFrom(
        ...['issue:PAYMENTS-1', '"', '[', ']', '(', ')', '!', ' ', ',', '\\'],
        ...['issue', ':', 'PAYMENTS-1', 'issue:[', 'message:', 'is:new'],
        ...['ISSUE:payments-1', 'tags[issue]:', '\u00a0', '\u000b', '=', '!='],
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        // As Sentry's grammar has it, quoted texts apart: api/event_search.py of Sentry.
        const unquoted = sentFor(pieces.join('')).replace(
          /"(?:\\.|[^"\\])*"/g,
          '""',
        );
        expect(unquoted).not.toMatch(
          /(?<![\w.-])issue"?\s*:\s*(?:[!=<>]*)\s*\[?[^\]]*PAYMENTS-1/i,
        );
      }),
      { numRuns: 6 * Number(FC_RUNS) },
    );
  });
});

describe('texts of strangers for an agent', () => {
  it('stay between the two marks, and within the bound', () => {
    const piece = fc.oneof(
      anyText,
      fc.constantFrom('</sentry-text>', '<sentry-text>', '<', '/', ' '),
      fc.constantFrom('\u200b', '</sentry', '-text>', '\ud83d', '\u202e'),
    );
    const line = fc.array(piece, { maxLength: 8 }).map(all => all.join(''));
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 20 }),
        fc.integer({ min: 200, max: 2_000 }),
        (lines, maxBytes) => {
          const fenced = fence(
            lines.map(one => plain(one, 300)),
            maxBytes,
          );
          expect(fenced.match(/<[\s/]*sentry-text/gi)).toEqual([
            '<sentry-text',
            '</sentry-text',
          ]);
          expect(fenced.endsWith('\n</sentry-text>')).toBe(true);
          expect(sizeOf(fenced)).toBeLessThanOrEqual(maxBytes);
        },
      ),
    );
  });
});
