import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type { SentryProvisioningStatus } from 'backstage-plugin-sentry-common';
import { readJsonBody } from 'backstage-plugin-sentry-node';
import { z } from 'zod';
import { missingScopes } from './inspectInstance';

const TIMEOUT_MS = 10_000;

const answerSchema = z.object({
  items: z.array(
    z.object({
      instance: z.string(),
      token: z.enum(['accepted', 'rejected', 'unknown']),
      scopes: z
        .object({ held: z.array(z.string()), needed: z.array(z.string()) })
        .optional(),
    }),
  ),
});

/** By name of the instance, of those that a token is configured for. */
export type ProvisioningCredentials = Map<string, SentryProvisioningStatus>;

/**
 * Asks the template actions how their credentials are: the tokens, which may write, stay with
 * the scaffolder.
 *
 * @returns undefined where they are not installed, or can't be asked
 */
export async function askProvisioning(options: {
  auth: AuthService;
  discovery: DiscoveryService;
}): Promise<ProvisioningCredentials | undefined> {
  const { auth, discovery } = options;
  try {
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'scaffolder',
    });
    const url = `${await discovery.getBaseUrl('scaffolder')}/sentry/credentials`;
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body = await readJsonBody(response);
    if (!response.ok || body.kind !== 'json') {
      return undefined;
    }
    const { items } = answerSchema.parse(body.value);
    return new Map(
      items.map(({ instance, token: state, scopes }) => [
        instance,
        {
          token: state,
          ...(scopes && {
            scopes: {
              held: scopes.held,
              missing: missingScopes(scopes.held, scopes.needed),
            },
          }),
        },
      ]),
    );
  } catch {
    return undefined;
  }
}
