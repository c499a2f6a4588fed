import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { recordingAuditor } from '../../__testUtils__/recordingAuditor';
import { SentryCaller } from '../types';
import { TokenExchange } from './TokenExchange';

const caller = new SentryCaller({
  credentials: mockCredentials.user('user:default/ada'),
});

class Gate {
  open = () => {};
  readonly opened = new Promise<void>(resolve => {
    this.open = resolve;
  });
}

/** A service that gives out numbered tokens to those with the secret it knows. */
function startService(secret: string) {
  const known = { secret };
  const asked: string[] = [];
  const gate = new Gate();
  const arrived = new Gate();
  const fetch = async (url: string, init: RequestInit) => {
    const proof = String(new Headers(init.headers).get('authorization'));
    asked.push(url);
    arrived.open();
    await gate.opened;
    const [, given] = Buffer.from(proof.slice(6), 'base64')
      .toString()
      .split(':');
    return given === known.secret
      ? Response.json({
          access_token: `token-${asked.length}`,
          token_type: 'Bearer',
          issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
          expires_in: 3600,
        })
      : Response.json({ error: 'invalid_client' }, { status: 401 });
  };
  return { known, asked, fetch, open: gate.open, arrived: arrived.opened };
}

describe('a token exchange whose settings are replaced', () => {
  const { auditor } = recordingAuditor();
  const create = (
    service: ReturnType<typeof startService>,
    changes: {
      clientSecret?: string;
      tokenUrl?: string;
      scopes?: string[];
      audience?: string;
    },
  ) =>
    new TokenExchange({
      instance: { name: 'default', client: { timeoutMs: 5_000 } },
      settings: {
        tokenUrl: 'https://sts.example.com/token',
        clientId: 'backstage',
        clientSecret: 'old',
        resource: 'https://sentry.io/api/0/',
        scopes: ['event:read'],
        subjectTokenType: 'urn:ietf:params:oauth:token-type:jwt',
        ...changes,
      },
      auditor,
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
      fetch: service.fetch,
    });

  it('asks again with the new secret where the old one failed meanwhile', async () => {
    const service = startService('old');
    const exchange = create(service, {});
    const waiting = exchange.credentialsFor(caller).getAuthorization();
    await service.arrived;
    service.known.secret = 'new';
    expect(exchange.replace(create(service, { clientSecret: 'new' }))).toBe(
      true,
    );
    service.open();
    await expect(waiting).resolves.toBe('Bearer token-2');
    await expect(
      exchange.credentialsFor(caller).getAuthorization(),
    ).resolves.toBe('Bearer token-2');
  });

  it('keeps no token that the service before gave out meanwhile', async () => {
    const service = startService('old');
    const exchange = create(service, {});
    const waiting = exchange.credentialsFor(caller).getAuthorization();
    await service.arrived;
    const tokenUrl = 'https://new.example.com/token';
    exchange.replace(create(service, { tokenUrl }));
    service.open();
    await waiting;
    await exchange.credentialsFor(caller).getAuthorization();
    expect(service.asked).toEqual(['https://sts.example.com/token', tokenUrl]);
  });

  it('keeps no token of other scopes', async () => {
    const service = startService('old');
    service.open();
    const exchange = create(service, {});
    await exchange.credentialsFor(caller).getAuthorization();
    exchange.replace(create(service, { scopes: ['event:read', 'org:read'] }));
    await exchange.credentialsFor(caller).getAuthorization();
    expect(service.asked).toHaveLength(2);
  });

  it('asks nothing anew where nothing changed', async () => {
    const service = startService('old');
    service.open();
    const exchange = create(service, {});
    await exchange.credentialsFor(caller).getAuthorization();
    expect(exchange.replace(create(service, {}))).toBe(false);
    await exchange.credentialsFor(caller).getAuthorization();
    expect(service.asked).toHaveLength(1);
  });

  it.each([
    ['tokenUrl', { tokenUrl: 'https://new.example.com/token' }],
    ['scopes', { scopes: ['event:read', 'org:read'] }],
    ['audience', { audience: 'other' }],
  ])('serves no answer that was had with another %s', (_, changes) => {
    const service = startService('old');
    const exchange = create(service, {});
    const before = exchange.credentialsFor(caller).credentialId;
    exchange.replace(create(service, changes));
    expect(exchange.credentialsFor(caller).credentialId).not.toBe(before);
  });

  it('goes on serving the answers where only the proof of Backstage changed', () => {
    const service = startService('old');
    const exchange = create(service, {});
    const before = exchange.credentialsFor(caller).credentialId;
    exchange.replace(create(service, { clientSecret: 'new' }));
    expect(exchange.credentialsFor(caller).credentialId).toBe(before);
  });
});
