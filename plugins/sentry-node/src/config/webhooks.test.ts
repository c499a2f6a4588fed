import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readSentryWebhookEvent } from '../webhookEvent';
import { readSentryWebhookSources } from './webhooks';

const read = (sentry?: JsonObject) =>
  readSentryWebhookSources(new ConfigReader(sentry ? { sentry } : {}));

describe('readSentryWebhookSources', () => {
  it.each<[string, JsonObject | undefined]>([
    ['no section', undefined],
    ['no secret', { organization: 'acme', instances: [{ name: 'eu' }] }],
    [
      'blank ones',
      { organization: 'acme', webhooks: { clientSecret: ['', ' '] } },
    ],
  ])('is empty with %s', (_, sentry) => {
    expect(read(sentry)).toEqual([]);
  });

  it('has the secrets of each instance, and its only organization', () => {
    expect(
      read({
        organization: 'acme',
        webhooks: { clientSecret: ' one ' },
        // A fault for the reader of the whole section, and for a provider perhaps none.
        auth: { type: 'vault' },
        instances: [
          {
            name: 'eu',
            organization: 'acme-eu',
            allowedOrganizations: ['acme-labs'],
            webhooks: { clientSecret: ['two', 'three', 'two'] },
          },
          { name: 'silent', organization: 'acme' },
        ],
      }),
    ).toEqual([
      {
        instance: 'default',
        isDefault: true,
        organization: 'acme',
        secrets: ['one'],
      },
      { instance: 'eu', isDefault: false, secrets: ['two', 'three'] },
    ]);
  });

  it('takes the secret at the top for the only instance', () => {
    const instances = [{ name: 'eu', webhooks: { clientSecret: 'two' } }];
    const webhooks = { clientSecret: 'one' };
    expect(read({ webhooks, instances })).toEqual([
      { instance: 'eu', isDefault: true, secrets: ['one', 'two'] },
    ]);
    expect(() =>
      read({ webhooks, instances: [...instances, { name: 'us' }] }),
    ).toThrow(/at sentry\.webhooks\.clientSecret: .*no such instance/);
  });

  it.each<[JsonObject, string]>([
    [{ webhooks: { clientSecret: 7 } }, 'sentry.webhooks.clientSecret'],
    [
      { instances: [{ name: 'eu', webhooks: { secret: 'hidden' } }] },
      'sentry.instances[0].webhooks.secret',
    ],
  ])('names the path of a mistake in %j', (sentry, path) => {
    expect(() => read(sentry)).toThrow(`Invalid config at ${path}`);
    expect(() => read(sentry)).not.toThrow('hidden');
  });
});

describe('readSentryWebhookEvent', () => {
  const event = {
    instance: 'default',
    resource: 'issue',
    action: 'created',
    at: '2026-11-30T12:00:00.000Z',
    project: { id: '11', slug: 'shop-web' },
  };

  it('returns what is known of a payload, and nothing of others', () => {
    expect(readSentryWebhookEvent({ ...event, title: 'Secret' })).toEqual(
      event,
    );
    expect(readSentryWebhookEvent({ ...event, resource: 'x' })).toBeUndefined();
    expect(
      readSentryWebhookEvent({ ...event, action: 'free text' }),
    ).toBeUndefined();
    expect(readSentryWebhookEvent(undefined)).toBeUndefined();
  });
});
