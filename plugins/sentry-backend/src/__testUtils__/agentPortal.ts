import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type { Emulator } from 'backstage-plugin-sentry-emulator';
import request from 'supertest';
import { component, startPortal, type PortalOptions } from './startPortal';

export const agentEntities: Entity[] = [
  component('web', 'shop-web', {
    'backstage.io/source-location':
      'url:https://github.com/acme/shop/tree/main/',
    'sentry.io/source-root': `${process.cwd().replace(/\/plugins\/.*$/, '')}=>/`,
  }),
  component('pay', 'payments'),
  component('far', 'shop-web, eu:acme-eu/billing'),
  component('plain'),
];

/** What tests look at of the outputs. */
interface Output {
  issues: {
    id: string;
    shortId: string;
    project: string;
    substatus: string;
    untrusted: string;
  }[];
  nextCursor?: string;
  event: { id: string; previous?: string };
  codeLinks: { frame: string; url: string }[];
  changes: { field: string; from: string; to: string }[];
  untrusted: string;
}

/** How an action ended. */
interface Outcome {
  /** Empty where it failed. */
  output: Output;
  /** `Name: message`, as an agent reads it; empty where it did not fail. */
  error: string;
}

/** A portal whose actions are invoked as Backstage's own services do it: over HTTP. */
export async function startAgentPortal(
  options: Partial<PortalOptions> & { emulator: Emulator },
) {
  const portal = await startPortal({ entities: agentEntities, ...options });
  const base = '/api/sentry/.backstage/actions/v1/actions';
  return {
    ...portal,
    actions: async (): Promise<{ name: string; description: string }[]> => {
      const { body } = await request(portal.server).get(base);
      return body.actions;
    },
    invoke: async (
      name: string,
      input: JsonObject,
      authorization = mockCredentials.user.header('user:default/bob'),
    ): Promise<Outcome> => {
      const { body } = await request(portal.server)
        .post(`${base}/sentry:${name}/invoke`)
        .set('authorization', authorization)
        .send(input);
      const { error, output = {} } = body;
      return { output, error: error ? `${error.name}: ${error.message}` : '' };
    },
  };
}

/** In bytes, as JSON. An MCP client gets that twice. */
export function sizeOf(output: unknown): number {
  return Buffer.byteLength(JSON.stringify(output));
}
