import { OAuthError } from './errors';
import type { Directory } from '../directory';
import type { EmulatorOAuthApplication } from '../types';

/**
 * Who asks: by HTTP Basic or by `client_id` and `client_secret` in the form,
 * never by both (RFC 6749 §2.3).
 *
 * @throws OAuthError
 */
export function authenticateClient(
  authorization: string | undefined,
  form: URLSearchParams,
  directory: Directory,
): EmulatorOAuthApplication {
  const basic = readBasic(authorization);
  const inForm = form.has('client_id') || form.has('client_secret');
  if (basic && inForm) {
    throw new OAuthError('invalid_request');
  }
  const { id, secret } = basic ?? {
    id: form.get('client_id'),
    secret: form.get('client_secret'),
  };
  const application = directory.application(id ?? '');
  if (!application || application.clientSecret !== secret) {
    throw new OAuthError('invalid_client');
  }
  return application;
}

function readBasic(
  authorization: string | undefined,
): { id: string; secret: string } | undefined {
  const encoded = /^Basic\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) {
    return undefined;
  }
  const [id, ...secret] = Buffer.from(encoded, 'base64').toString().split(':');
  return { id, secret: secret.join(':') };
}
