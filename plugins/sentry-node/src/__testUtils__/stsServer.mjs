// A security token service for tests: oidc-provider, which Jest can't import, in a
// process of its own. Gets the keys of Backstage as an argument, and tells its address.
import { createServer } from 'node:http';
import { createLocalJWKSet, jwtVerify } from 'jose';
import Provider, { errors } from 'oidc-provider';

const GRANT = 'urn:ietf:params:oauth:grant-type:token-exchange';
const { jwks, lifetimes, clientSecret } = JSON.parse(process.argv[2]);
const keys = createLocalJWKSet(jwks);

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(url, {
    clients: [
      {
        client_id: 'backstage portal',
        client_secret: clientSecret,
        grant_types: [GRANT],
        redirect_uris: [],
        response_types: [],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    scopes: ['event:read', 'project:read', 'org:read'],
    features: { devInteractions: { enabled: false } },
  });
  provider.registerGrantType(GRANT, exchange, [
    'resource',
    'audience',
    'scope',
    'requested_token_type',
    'subject_token',
    'subject_token_type',
  ]);

  async function exchange(first, _helpers, third) {
    // Version 9 hands the context over last, the versions before first.
    const ctx = third?.oidc ? third : first;
    const { params, client } = ctx.oidc;
    const subject = await jwtVerify(params.subject_token, keys).then(
      ({ payload }) => payload.sub,
      () => {
        throw new errors.InvalidGrant('the subject token is not valid');
      },
    );
    if (subject === 'user:default/eve') {
      throw new errors.CustomOIDCProviderError(
        'access_denied',
        'Contractors see no Sentry; ask ops@example.com',
      );
    }
    if (subject === 'user:default/newcomer') {
      throw new errors.CustomOIDCProviderError(
        'consent_required',
        'Agree to the terms first',
      );
    }
    const { ClientCredentials } = provider;
    const token = new ClientCredentials({
      client,
      scope: params.scope,
      expiresIn: lifetimes[subject] ?? 600,
    });
    const value = await token.save();
    process.send({
      issued: {
        subject,
        token: value,
        resource: params.resource,
        scope: params.scope,
        subjectTokenType: params.subject_token_type,
      },
    });
    ctx.body = {
      access_token: value,
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      token_type: 'Bearer',
      expires_in: lifetimes[subject] ?? 600,
      scope: params.scope,
    };
  }

  server.on('request', provider.callback());
  process.send({ url });
});
process.on('disconnect', () => process.exit());
