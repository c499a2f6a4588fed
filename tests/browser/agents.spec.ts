import type { Page } from '@playwright/test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import {
  UnauthorizedError,
  type OAuthClientProvider,
} from '@modelcontextprotocol/sdk/client/auth.js';
import type {
  OAuthClientInformationMixed,
  OAuthTokens,
} from '@modelcontextprotocol/sdk/shared/auth.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { expect, test } from './portal';

/** What an MCP client keeps of a sign-in, and where it sends the user. */
class SignIn implements OAuthClientProvider {
  readonly redirectUrl = 'http://127.0.0.1:8055/callback';
  readonly clientMetadata = {
    client_name: 'Test agent',
    redirect_uris: [this.redirectUrl],
  };
  #client?: OAuthClientInformationMixed;
  #tokens?: OAuthTokens;
  #verifier = '';
  /** Where the user consents. */
  consentUrl = '';

  clientInformation() {
    return this.#client;
  }
  saveClientInformation(client: OAuthClientInformationMixed) {
    this.#client = client;
  }
  tokens() {
    return this.#tokens;
  }
  saveTokens(tokens: OAuthTokens) {
    this.#tokens = tokens;
  }
  redirectToAuthorization(url: URL) {
    this.consentUrl = url.href;
  }
  saveCodeVerifier(verifier: string) {
    this.#verifier = verifier;
  }
  codeVerifier() {
    return this.#verifier;
  }
}

/** Connects an agent, for which the user of the page consents. */
async function connectAgent(page: Page, portal = ''): Promise<Client> {
  const address = new URL('/api/mcp-actions/v1', portal);
  const authProvider = new SignIn();
  const options = { authProvider };
  const transport = new StreamableHTTPClientTransport(address, options);
  await expect(createClient().connect(transport)).rejects.toThrow(
    UnauthorizedError,
  );

  // The client listens to no port: the address that it is called back at is enough.
  const callback = `${authProvider.redirectUrl}**`;
  await page.route(callback, route => route.fulfill({ body: 'Signed in' }));
  await page.goto(authProvider.consentUrl);
  await expect(page.getByText('Test agent')).toBeVisible();
  await page.getByRole('button', { name: 'Authorize' }).click();
  await page.waitForURL(callback);
  await transport.finishAuth(
    new URL(page.url()).searchParams.get('code') ?? '',
  );

  const client = createClient();
  await client.connect(new StreamableHTTPClientTransport(address, options));
  return client;
}

function createClient(): Client {
  return new Client({ name: 'test', version: '1.0.0' });
}

test('an agent reads as the person who signs it in', async ({
  pageOf,
  baseURL,
}) => {
  const list = async (user: string) => {
    const client = await connectAgent(await pageOf(user), baseURL);
    const { content } = await client.callTool({
      name: 'sentry.list-issues',
      arguments: { entityRef: 'shop-web', limit: 1 },
    });
    await client.close();
    return JSON.stringify(content);
  };
  expect(await list('ada')).toContain('SHOP-WEB-');
  expect(await list('stranger')).toContain(
    'NotAllowedError: You may not read the Sentry issues of component:default/shop-web',
  );
});
