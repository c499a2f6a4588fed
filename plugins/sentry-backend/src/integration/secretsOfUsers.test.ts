import { secrets, useEchoedSentry } from '../__testUtils__/echoedSentry';

const { exchange, findLeaks, setAnswer, start } = useEchoedSentry();

describe("users' secrets", () => {
  it('with the token of the viewer, are in no log line, audit event, metric, cache entry or response, whatever goes wrong', async () => {
    const leaks = await findLeaks('the token of the viewer', () => ({
      type: 'user',
    }));
    expect(leaks).toEqual([]);
  });

  it('with token exchange, are in no log line, audit event, metric, cache entry or response, whatever goes wrong', async () => {
    const leaks = await findLeaks('the exchanged token', () => exchange().auth);
    expect(leaks).toEqual([]);
  });
});

describe('secrets of a token exchange', () => {
  it.each([
    'invalid_grant',
    'invalid_client',
    'access_denied',
    'consent_required',
    'invalid_scope',
    'something_else',
  ])('are in nothing that is said of %s', async error => {
    const { witness, askAll } = await start(() => exchange().auth);
    setAnswer(() => {
      const echoed = `Bearer ${secrets['the exchanged token']} ${secrets['the token of the portal']}`;
      return {
        status: 400,
        body: { error, error_description: echoed, error_uri: echoed },
      };
    });
    await askAll();
    expect(exchange().forms.length).toBeGreaterThan(0);
    expect(witness.leaks).toEqual([]);
  });
});
