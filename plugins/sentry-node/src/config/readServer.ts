import type { Config } from '@backstage/config';
import type { SentryServerKind } from '../client/servers/dialects';
import { configError } from './configError';
import { readText } from './readText';

/** The kind of server, where config says it. */
export function readServer(
  config: Config,
  path: string,
): SentryServerKind | undefined {
  const server = readText(config, 'server', `${path}.server`);
  if (server !== undefined && server !== 'sentry' && server !== 'glitchtip') {
    throw configError(
      `${path}.server`,
      'it is no kind of server that is known',
      'Write sentry or glitchtip, or leave it out: it is found out.',
    );
  }
  return server;
}
