import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { apiPath, apiPathOf, apiUrl } from './client/http/path';
import { nextCursor } from './client/requests/read';
import { readSentryConfig } from './config/readSentryConfig';
import { glitchtipQuery } from './mapping/glitchtipSearch';
import { SentryProblemError } from './problems';
import { maskText, safeText, tidyText } from './text/mask';
import { secretsOf, withoutSecrets } from './text/withoutSecrets';

// The same values in each run, so that a change is what makes these fail.
const { FC_SEED = 18, FC_RUNS = 500 } = process.env;
fc.configureGlobal({ seed: Number(FC_SEED), numRuns: Number(FC_RUNS) });

const anyText = fc.string({ unit: 'binary', maxLength: 200 });
const word = fc.stringMatching(/^[a-z0-9]{1,12}$/);

function outcomeOf(run: () => string): string {
  try {
    return run();
  } catch (error) {
    return String(error);
  }
}

describe('a path of the Web API', () => {
  it('keeps each value in a segment of its own', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1 }), values => {
        let url: URL;
        try {
          const path = apiPathOf(...values);
          url = new URL(
            apiUrl('https://sentry.io/sub', path, new URLSearchParams()),
          );
        } catch (error) {
          return error instanceof SentryProblemError;
        }
        expect([url.origin, url.search, url.hash]).toEqual([
          'https://sentry.io',
          '',
          '',
        ]);
        const segments = url.pathname.split('/').slice(4, -1);
        expect(segments.map(decodeURIComponent)).toEqual(values);
        return true;
      }),
    );
  });

  it.each(['.', '..', '', '\ud800'])('has no segment %j', value => {
    expect(() => apiPath`/projects/${value}/`).toThrow(SentryProblemError);
  });
});

describe('a Link header', () => {
  const cursor = fc.stringMatching(/^[\w:=+/.%-]{1,40}$/);
  const parameters = (values: Record<string, string>) =>
    fc
      .shuffledSubarray(Object.entries(values), { minLength: 3 })
      .map(all => all.map(([name, value]) => `; ${name}="${value}"`).join(''));

  it('gives the cursor in whatever order it is written', () => {
    const header = cursor.chain(value =>
      parameters({ rel: 'next', results: 'true', cursor: value }).map(
        written => ({ value, header: `<https://sentry.io/x?a=b>${written}` }),
      ),
    );
    fc.assert(
      fc.property(header, one => {
        expect(nextCursor(one.header)).toBe(one.value);
      }),
    );
  });

  it('gives a cursor or none, whatever it is', () => {
    const part = fc.oneof(
      anyText,
      fc.constantFrom(
        '<',
        '>',
        '; rel="next"',
        '; results="true"',
        '; cursor=',
      ),
    );
    fc.assert(
      fc.property(fc.array(part), parts => {
        const found = nextCursor(parts.join(''));
        expect(found ?? 'none').toMatch(/^[\w:=+/.%-]{1,500}$/);
      }),
    );
  });
});

describe('texts of strangers', () => {
  // Put together, so that nothing that searches this repository takes one for real.
  const token = fc
    .tuple(
      fc.constantFrom('sntryu', 'sntrys', 'ghp', 'npm'),
      fc.stringMatching(/^[A-Za-z0-9]{40}$/),
    )
    .map(([form, secret]) => ({ secret, text: `${form}_${secret}` }));
  const between = fc.constantFrom(' ', '\n', ': ', ' "', ' (', '=', '/');

  it('lose a credential wherever it stands', () => {
    fc.assert(
      fc.property(
        anyText,
        between,
        token,
        between,
        anyText,
        (before, left, { secret, text }, right, after) => {
          const whole = `${before}${left}${text}${right}${after}`;
          expect(maskText(whole)).not.toContain(secret);
          expect(tidyText(whole) ?? '').not.toContain(secret);
          expect(safeText(whole)).not.toContain(secret);
        },
      ),
    );
  });

  it('lose an e-mail address wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 60 }),
        word,
        word,
        fc.constantFrom('com', 'de', 'co.uk', 'example'),
        (before, name, host, top) => {
          const address = `${name}.x@a${host}.${top}`;
          expect(maskText(`${before} ${address}, more`)).not.toContain(address);
        },
      ),
    );
  });

  it('are masked once: what is masked stays as it is', () => {
    const text = fc.array(
      fc.oneof(
        anyText,
        token.map(one => one.text),
        fc.constantFrom('a@example.com', '?token=abc', 'postgres://a:b@c/d'),
      ),
    );
    fc.assert(
      fc.property(text, parts => {
        const masked = maskText(parts.join(' '));
        expect(maskText(masked)).toBe(masked);
      }),
    );
  });
});

describe('the own credential', () => {
  const secret = fc.stringMatching(/^[!-~]{8,40}$/);

  it('is in no answer, however it is nested and written', () => {
    const written = secret.chain(own =>
      fc
        .letrec<{ value: unknown }>(tie => ({
          value: fc.oneof(
            { maxDepth: 4 },
            fc.constantFrom(
              own,
              encodeURIComponent(own),
              `x ${own} y`,
              JSON.stringify({ own }),
            ),
            fc.array(tie('value'), { maxLength: 3 }),
            fc.dictionary(fc.oneof(fc.constant(own), word), tie('value')),
          ),
        }))
        .value.map(value => ({ own, value })),
    );
    fc.assert(
      fc.property(written, ({ own, value }) => {
        // Its letters may all be of the text that stands for it.
        fc.pre(!'[removed]'.includes(own));
        const sent = JSON.stringify(
          withoutSecrets(value, secretsOf(`Bearer ${own}`)),
        );
        expect(sent).not.toContain(JSON.stringify(own).slice(1, -1));
      }),
    );
  });
});

describe('a search for GlitchTip', () => {
  it('is refused, or one that a shell splits into words', () => {
    const term = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom('is:unresolved', 'level:error', "don't", '"a b"', 'a:"b'),
    );
    // shlex of Python, as GlitchTip calls it: double quotes with escapes, no single ones left.
    const words = /^(?:[\w@%+=:,./*!?#[\]-]+|"(?:[^"\\]|\\[\\"])*"|\s+)*$/;
    fc.assert(
      fc.property(fc.array(term), terms => {
        const query = outcomeOf(() => glitchtipQuery(terms.join(' ')));
        expect(query).toMatch(
          query.startsWith('SentryProblemError: ') ? /./ : words,
        );
      }),
    );
  });
});

describe('config, whatever it says', () => {
  const SECRET = 'planted-secret-in-config';
  const value = fc.oneof(
    fc.constantFrom<unknown>('acme', 'https://sentry.example.com', '1h', 5),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const secret = fc.constantFrom(SECRET, `${SECRET} `, `${SECRET}\n`, [SECRET]);
  const keys = (names: string[]) =>
    fc
      .tuple(
        fc.dictionary(fc.constantFrom(...names, 'unknown'), value),
        fc.record(
          {
            token: secret,
            auth: fc.dictionary(
              fc.constantFrom('type', 'token', 'apiKey', 'clientSecret'),
              fc.oneof(secret, fc.constantFrom('token', 'api-key', 'user')),
            ),
            webhooks: fc.record({ clientSecret: secret }),
          },
          { requiredKeys: [] },
        ),
      )
      .map(([plain, secrets]) => ({ ...plain, ...secrets }));
  const section = fc
    .tuple(
      keys(['organization', 'baseUrl', 'publicUrl', 'cache', 'client']),
      fc.option(
        fc.array(keys(['organization', 'baseUrl', 'name', 'server']), {
          maxLength: 3,
        }),
      ),
    )
    .map(([top, instances]) => ({ ...top, ...(instances && { instances }) }));

  it('is read, or refused with the path of what is wrong and without its secrets', () => {
    fc.assert(
      fc.property(section, data => {
        // What JSON has, as config has been loaded.
        const sentry: JsonObject = JSON.parse(JSON.stringify(data));
        const outcome = outcomeOf(() =>
          JSON.stringify(readSentryConfig(new ConfigReader({ sentry }))),
        );
        expect(outcome).toMatch(/^(?:\{|InputError: .*sentry)/);
        expect(outcome).not.toContain(SECRET);
      }),
    );
  });
});
