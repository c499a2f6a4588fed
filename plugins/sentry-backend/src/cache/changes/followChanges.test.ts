import { mockServices } from '@backstage/backend-test-utils';
import { ChangeLog } from './ChangeLog';
import { followChanges } from './followChanges';

const event = {
  type: 'issues-changed',
  baseUrl: 'https://sentry.example.com',
  organization: 'acme',
  projects: ['11'],
  change: { id: 'one', at: Date.now() },
};

describe('followChanges', () => {
  it.each([
    ['a change', event, 1],
    ['another kind of event', { ...event, type: 'other' }, 0],
    ['no payload', undefined, 0],
    ['a long id', { ...event, projects: ['1'.repeat(65)] }, 0],
    ['a long name', { ...event, organization: 'a'.repeat(201) }, 0],
    ['a long address', { ...event, baseUrl: 'a'.repeat(2_001) }, 0],
    ['no time', { ...event, change: { id: 'one' } }, 0],
  ])('of %s takes note so often', async (_, eventPayload, times) => {
    const events = mockServices.events.mock();
    const changes = ChangeLog.create({ keptMs: 1_000 });
    const hear = jest.spyOn(changes, 'hear');
    await followChanges(events, changes);
    const [{ onEvent }] = events.subscribe.mock.calls[0];
    await onEvent({ topic: 'sentry', eventPayload });
    expect(hear).toHaveBeenCalledTimes(times);
  });
});
