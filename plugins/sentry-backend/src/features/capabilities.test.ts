import { sentryIssueSorts } from 'backstage-plugin-sentry-common';
import type { SentryCapabilities } from 'backstage-plugin-sentry-node';
import { fakeSentryClient } from 'backstage-plugin-sentry-node/testUtils';
import { capabilitiesOf, refuseUnknownSort } from './capabilities';

const full = fakeSentryClient();
const glitchtip: SentryCapabilities = {
  ...full.capabilities,
  server: 'glitchtip',
  serverName: 'GlitchTip',
  sorts: ['date', 'new', 'freq'],
  statsPeriod: false,
  issueTrend: false,
  users: false,
  eventTrend: false,
};
const limited = fakeSentryClient({ instance: 'gt', capabilities: glitchtip });

describe('capabilitiesOf', () => {
  it('tells everything of a Sentry, which limits nothing', () => {
    expect(capabilitiesOf([full])).toEqual({
      sorts: [...sentryIssueSorts],
      statsPeriod: true,
      issueTrend: true,
      users: true,
      eventTrend: true,
      limitedBy: [],
    });
  });

  it('tells what all can do, and which of them limits it', () => {
    expect(capabilitiesOf([full, limited])).toEqual({
      sorts: ['date', 'new', 'freq'],
      statsPeriod: false,
      issueTrend: false,
      users: false,
      eventTrend: false,
      limitedBy: [{ instance: 'gt', server: 'glitchtip' }],
    });
  });

  it('tells nothing of no server', () => {
    expect(capabilitiesOf([])).toBeUndefined();
  });
});

describe('refuseUnknownSort', () => {
  const scopes = [{ client: full }, { client: limited }];

  it('names the server that has no such order, and the orders there are', () => {
    expect(() => refuseUnknownSort(scopes, 'trends')).toThrow(
      expect.objectContaining({
        code: 'QUERY_INVALID',
        message: expect.stringMatching(/`gt`.*GlitchTip.*`trends`/),
        action: expect.stringContaining('date, new, freq'),
      }),
    );
  });

  it('lets an order through that all servers have', () => {
    expect(() => refuseUnknownSort(scopes, 'freq')).not.toThrow();
    expect(() => refuseUnknownSort([{ client: full }], 'trends')).not.toThrow();
  });
});
