import { createHmac } from 'node:crypto';
import {
  readSentryWebhookEvent,
  sentryWebhookResources,
} from 'backstage-plugin-sentry-node';
import fc from 'fast-check';
import { parseWebhook, reduceWebhook } from './reduceWebhook';
import { isSigned } from './signature';

// The same values in each run, so that a change is what makes these fail.
const { FC_SEED = 18, FC_RUNS = 500 } = process.env;
fc.configureGlobal({ seed: Number(FC_SEED), numRuns: Number(FC_RUNS) });

const sign = (body: Uint8Array, secret: string) =>
  createHmac('sha256', secret).update(body).digest('hex');
const secret = fc.string({ minLength: 1 });
const bytes = fc.uint8Array({ maxLength: 200 });

describe('a signature', () => {
  it('is taken by each secret it can be made with', () => {
    fc.assert(
      fc.property(bytes, fc.array(secret, { minLength: 1 }), (body, all) => {
        for (const one of all) {
          expect(isSigned(Buffer.from(body), sign(body, one), all)).toBe(true);
        }
      }),
    );
  });

  it('is refused for other bytes, other secrets, and whatever else it is', () => {
    fc.assert(
      fc.property(bytes, bytes, secret, secret, (body, other, one, another) => {
        const isOther = Buffer.compare(body, other) !== 0;
        const given = Buffer.from(body);
        expect(isSigned(given, sign(other, one), [one])).toBe(!isOther);
        expect(isSigned(given, sign(body, another), [one])).toBe(
          another === one,
        );
      }),
    );
    fc.assert(
      fc.property(bytes, fc.string({ unit: 'binary' }), (body, signature) => {
        expect(isSigned(Buffer.from(body), signature, ['secret'])).toBe(false);
      }),
    );
  });
});

describe('a webhook', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'ada@example.com',
      'https://acme.sentry.io/organizations/acme/issues/1/',
      'https://sentry.io/api/0/projects/acme/shop/events/1/',
    ),
  );
  // The fields of each resource, with whatever in them.
  const value = fc.oneof(text, fc.integer(), fc.jsonValue({ maxDepth: 1 }));
  const fields = fc.dictionary(
    fc.constantFrom(
      ...['id', 'shortId', 'substatus', 'url', 'web_url', 'project', 'title'],
      ...['issue_id', 'group_id', 'project_slug', 'assignedTo', 'projects'],
      ...['__proto__', 'constructor', 'type', 'email', 'slug'],
    ),
    fc.oneof(
      value,
      fc.dictionary(fc.constantFrom('id', 'slug', 'type', 'email'), value),
      fc.array(value),
    ),
  );
  const data = fc.dictionary(
    fc.constantFrom(
      ...['issue', 'event', 'error', 'metric_alert', 'assignee', 'issue_id'],
      ...['group_id', 'project_slug', 'web_url'],
    ),
    fc.oneof(fields, value),
  );

  it('is published in a form that subscribers read, small, and without its texts', () => {
    const published = [
      ...['instance', 'resource', 'action', 'at', 'organization', 'project'],
      ...['issueId', 'shortId', 'substatus', 'assignee'],
    ];
    fc.assert(
      fc.property(
        data,
        fc.constantFrom(...sentryWebhookResources),
        (sent, resource) => {
          const body = JSON.stringify({ action: 'created', data: sent });
          const webhook = parseWebhook(Buffer.from(body));
          expect(webhook).toBeDefined();
          const events = reduceWebhook(webhook!, {
            resource,
            source: { instance: 'default', isDefault: true, secrets: [] },
            at: new Date(0),
          });
          expect(events.length).toBeGreaterThan(0);
          for (const event of events) {
            const json = JSON.stringify(event);
            expect(readSentryWebhookEvent(JSON.parse(json))).toEqual(
              JSON.parse(json),
            );
            expect(json.length).toBeLessThan(1_000);
            expect(json).not.toContain('@');
            expect(
              Object.keys(event).filter(k => !published.includes(k)),
            ).toEqual([]);
          }
        },
      ),
    );
  });

  it('is refused where it is none, and nothing breaks', () => {
    fc.assert(
      fc.property(bytes, body => {
        expect(parseWebhook(Buffer.from(body))).toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), body => {
        const read = parseWebhook(Buffer.from(JSON.stringify(body)));
        expect(read === undefined || /^[a-z_]+$/.test(read.action)).toBe(true);
      }),
    );
  });
});
