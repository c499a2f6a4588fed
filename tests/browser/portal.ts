import { expect, test as base, type Page } from '@playwright/test';
import { demoToken } from 'backstage-plugin-sentry-emulator';

/** A request as the emulator's log has it. */
export interface LoggedRequest {
  method: string;
  path: string;
  query: string;
  status: number;
}

/** The emulator behind the portal: what it was asked, and what it should fail. */
export class Emulator {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async requests(): Promise<LoggedRequest[]> {
    const response = await fetch(`${this.#url}/__emulator/requests`);
    return response.json();
  }

  /** Queries of the issue lists that Sentry was asked for since the last {@link forget}. */
  async issueQueries(organization = 'acme'): Promise<URLSearchParams[]> {
    const path = `/api/0/organizations/${organization}/issues/`;
    return (await this.requests())
      .filter(request => request.path === path)
      .map(request => new URLSearchParams(request.query));
  }

  /** Where programs of the project send their events, asked for as a person would find it. */
  async dsn(organization: string, project: string): Promise<string> {
    const response = await fetch(
      `${this.#url}/api/0/projects/${organization}/${project}/keys/`,
      { headers: { authorization: `Bearer ${demoToken('default')}` } },
    );
    const [key] = await response.json();
    return key.dsn.public;
  }

  async forget(): Promise<void> {
    await fetch(`${this.#url}/__emulator/requests`, { method: 'DELETE' });
  }

  async fail(fault: object): Promise<void> {
    await fetch(`${this.#url}/__emulator/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fault),
    });
  }

  /** Lets every access token that was issued by OAuth end now. */
  async expireTokens(): Promise<void> {
    await fetch(`${this.#url}/__emulator/tokens/expire`, { method: 'POST' });
  }

  async recover(): Promise<void> {
    await fetch(`${this.#url}/__emulator/faults`, { method: 'DELETE' });
  }
}

/** A test with a signed-in page and the emulator, which has no faults left at its end. */
export const test = base.extend<{ emulator: Emulator }>({
  emulator: async ({}, use) => {
    const url = process.env.TEST_EMULATOR_URL;
    if (!url) {
      throw new Error('TEST_EMULATOR_URL is set by playwright.config.ts');
    }
    const emulator = new Emulator(url);
    await use(emulator);
    await emulator.recover();
  },
  page: async ({ page }, use) => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Enter' }).click();
    await expect(page.getByRole('button', { name: 'Enter' })).toBeHidden();
    await use(page);
  },
});

export { expect };

/** Opens the overview, or the given tab, of a catalog entity. */
export async function openEntity(
  page: Page,
  entity: string,
  tab = '',
): Promise<void> {
  const [kind, name] = entity.split(':default/');
  await page.goto(`/catalog/default/${kind}/${name}${tab}`);
}
