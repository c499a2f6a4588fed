import type { JsonObject } from '@backstage/types';
import { sentryServiceMock } from 'backstage-plugin-sentry-node/testUtils';
import { accountsOf } from './accounts';

const accounts = (sentry: JsonObject, userId: string | undefined = '501') =>
  accountsOf(userId, sentryServiceMock({ sentry, clients: {} }));

describe('accountsOf', () => {
  it('takes an id for that of the default instance, and of the regions of its server', () => {
    expect(
      accounts({
        organization: 'acme',
        instances: [
          { name: 'eu', baseUrl: 'https://de.sentry.io', organization: 'eu' },
        ],
      }),
    ).toEqual({ default: '501', eu: '501' });
  });

  it('does not take it for that of another server, where somebody else has it', () => {
    expect(
      accounts({
        organization: 'acme',
        instances: [
          {
            name: 'own',
            baseUrl: 'https://sentry.example.com',
            organization: 'acme',
          },
          {
            name: 'fake',
            baseUrl: 'https://notsentry.io',
            organization: 'acme',
          },
        ],
      }),
    ).toEqual({ default: '501' });
  });

  it('knows no account where nobody says it', () => {
    expect(
      accountsOf(
        undefined,
        sentryServiceMock({ sentry: { organization: 'acme' }, clients: {} }),
      ),
    ).toEqual({});
  });
});
