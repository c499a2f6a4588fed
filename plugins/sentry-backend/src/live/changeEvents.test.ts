import { mockServices } from '@backstage/backend-test-utils';
import { sentryServiceMock } from 'backstage-plugin-sentry-node/testUtils';
import { ProjectChanges } from '../answers/changes';
import {
  announceChanges,
  followChanges,
  readChangeEvent,
} from './changeEvents';

const baseUrl = 'https://sentry.example.com';
const web = { baseUrl, projects: ['11'] };
const sentry = sentryServiceMock({
  sentry: {
    organization: 'acme',
    baseUrl,
    // The same organization once more.
    instances: [{ name: 'again', organization: 'acme', baseUrl }],
  },
  clients: {},
});

describe('the events of changes', () => {
  it('reach every other replica', async () => {
    const events = mockServices.events();
    const [one, other] = [0, 1].map(
      () =>
        new ProjectChanges({
          keptMs: 60_000,
          announce: announceChanges(events, mockServices.logger.mock()),
        }),
    );
    await followChanges({ events, sentry, changes: other });
    await one.record(web);
    expect(await other.changedAt(web)).toBeGreaterThan(0);
  });

  const change = { ...web, marker: 1_000 };
  const webhook = {
    instance: 'default',
    resource: 'issue',
    action: 'created',
    at: '2026-11-30T12:00:00.000Z',
    organization: 'acme',
    project: { id: '11', slug: 'shop-web' },
  };
  const comment = {
    ...webhook,
    resource: 'comment',
    organization: undefined,
    project: { slug: 'shop-web' },
  };
  const { project: _, ...elsewhere } = webhook;
  it.each<[string, string, unknown, string]>([
    ['a change', 'sentry.changes', change, 'changed'],
    ['no payload', 'sentry.changes', undefined, ''],
    ['text', 'sentry.changes', 'text', ''],
    ['another payload', 'sentry.changes', { action: 'created', data: {} }, ''],
    [
      'ids that are numbers',
      'sentry.changes',
      { ...change, projects: [1] },
      '',
    ],
    [
      'a long id',
      'sentry.changes',
      { ...change, projects: ['1'.repeat(65)] },
      '',
    ],
    [
      'a long address',
      'sentry.changes',
      { ...change, baseUrl: 'a'.repeat(2_001) },
      '',
    ],
    [
      'many projects',
      'sentry.changes',
      { ...change, projects: Array(1_001).fill('11') },
      '',
    ],
    ['no marker', 'sentry.changes', web, ''],
    // After it, no change would be noticed.
    [
      'a marker that no later one exceeds',
      'sentry.changes',
      { ...change, marker: 2 ** 53 },
      '',
    ],
    ['a webhook on the topic of changes', 'sentry.changes', webhook, ''],
    ['a webhook', 'sentry.issue', webhook, 'reported'],
    [
      'a webhook of another instance',
      'sentry.issue',
      { ...webhook, instance: 'again' },
      'reported',
    ],
    ['a comment', 'sentry.comment', comment, 'reported'],
    ['a change on the topic of webhooks', 'sentry.issue', change, ''],
    ['an unknown instance', 'sentry.issue', { ...webhook, instance: 'us' }, ''],
    ['no project', 'sentry.issue', elsewhere, ''],
    ['text', 'sentry.issue', 'text', ''],
  ])(
    'of %s on %s count as %4$s',
    async (_name, topic, eventPayload, counts) => {
      const events = mockServices.events();
      const changes = new ProjectChanges({ keptMs: 1_000 });
      await followChanges({ events, sentry, changes });
      await events.publish({ topic, eventPayload });
      const names = { baseUrl, projects: ['11', 'shop-web'] };
      const isChanged = (await changes.changedAt(names)) > 0;
      const isReported = changes.reportedAt(names) > 0;
      expect([isChanged, isReported]).toEqual([
        counts === 'changed',
        counts === 'reported',
      ]);
    },
  );

  it.each<[string, string]>([
    ['issue', 'issue'],
    ['comment', 'issue'],
    ['error', 'events'],
    ['event_alert', 'events'],
    ['metric_alert', 'events'],
  ])('of %s are reports of %s', (resource, kind) => {
    const eventPayload = { ...webhook, resource };
    const topic = `sentry.${resource}`;
    expect(readChangeEvent({ topic, eventPayload }, sentry)).toEqual({
      ...web,
      kind,
    });
  });

  it('come to each replica by itself', async () => {
    const events = mockServices.events.mock();
    const changes = new ProjectChanges({ keptMs: 1_000 });
    await followChanges({ events, sentry, changes });
    await followChanges({ events, sentry, changes });
    const [[one], [other]] = events.subscribe.mock.calls;
    expect(one.id).not.toBe(other.id);
  });
});
