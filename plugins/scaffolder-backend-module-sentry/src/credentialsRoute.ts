import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { NotAllowedError } from '@backstage/errors';
import express, { type Router } from 'express';
import { z } from 'zod';
import { readPlace } from './client/readPlace';
import { SentryApi } from './client/SentryApi';

const SECTION = 'scaffolder.sentry';
/** The one that may ask. */
const READER = 'plugin:sentry';
const NEEDED_SCOPES = ['project:write', 'team:write', 'org:read'];

const indexSchema = z.object({
  auth: z
    .object({
      scopes: z.array(z.string().regex(/^[a-z]+:[a-z]+$/)),
      // GlitchTip repeats the token here; only that it does is read.
      token: z.unknown().transform(() => true),
    })
    .partial()
    .nullish()
    .catch(undefined),
});

/** How a credential is, without the credential. */
interface CredentialState {
  instance: string;
  token: 'accepted' | 'rejected' | 'unknown';
  /** Absent where the server does not return it. */
  scopes?: { held: string[]; needed: string[] };
}

/**
 * `GET /sentry/credentials`: the instances that templates can create projects in, and the
 * scopes of their tokens, for the diagnostics of the Sentry plugin. The tokens stay here.
 */
export function createCredentialsRoute(options: {
  config: Config;
  httpAuth: HttpAuthService;
}): Router {
  const { config, httpAuth } = options;
  const router = express.Router();
  router.get('/sentry/credentials', async (request, response, next) => {
    try {
      const { principal } = await httpAuth.credentials(request, {
        allow: ['service'],
      });
      if (principal.subject !== READER) {
        throw new NotAllowedError(`Only ${READER} may ask this`);
      }
      const items = await Promise.all(
        instancesOf(config).map(instance => stateOf(config, instance)),
      );
      response.json({ items });
    } catch (error) {
      next(error);
    }
  });
  return router;
}

/** Those that config has a token for. */
function instancesOf(config: Config): string[] {
  const others = config.getOptionalConfig(`${SECTION}.instances`);
  return [
    ...(config.getOptionalString(`${SECTION}.token`) ? ['default'] : []),
    ...(others?.keys() ?? []).filter(name =>
      others?.getConfig(name).getOptionalString('token'),
    ),
  ];
}

/** Asks for what Sentry says of the token to anyone who has it; that needs no scope. */
async function stateOf(
  config: Config,
  instance: string,
): Promise<CredentialState> {
  try {
    const place = readPlace(config, { organizationSlug: '', instance });
    const answer = await new SentryApi({ place }).attempt(
      { what: 'check a token', scopes: [], path: '/', schema: indexSchema },
      [401],
    );
    if (!('data' in answer)) {
      return { instance, token: 'rejected' };
    }
    const { auth } = answer.data;
    // GlitchTip has no such scope.
    const alerts = auth?.token ? [] : ['alerts:write'];
    const needed = [...NEEDED_SCOPES, ...alerts];
    return auth
      ? {
          instance,
          token: 'accepted',
          ...(auth.scopes && {
            scopes: { held: [...auth.scopes].sort(), needed },
          }),
        }
      : { instance, token: 'unknown' };
  } catch {
    // The reason is shown by the step of a template, to those who run it.
    return { instance, token: 'unknown' };
  }
}
