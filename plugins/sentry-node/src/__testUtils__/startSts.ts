import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** A token that the service gave out, and for what it was asked. */
export interface IssuedToken {
  subject: string;
  token: string;
  resource: string;
  scope: string;
  subjectTokenType: string;
}

/**
 * A real authorization server with a token-exchange grant, and a Backstage that
 * signs identities which it can check. `user:default/eve` is refused by policy,
 * `user:default/newcomer` has to agree first.
 */
export async function startSts(
  options: { lifetimes?: Record<string, number> } = {},
) {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const stranger = await generateKeyPair('ES256');
  const jwk = {
    ...(await exportJWK(publicKey)),
    kid: 'backstage',
    alg: 'ES256',
  };
  // With what form-encoding changes, so that Basic is proved to encode it.
  const clientSecret = `${randomBytes(16).toString('hex')} +%:`;
  const issued: IssuedToken[] = [];
  const child = fork(
    join(__dirname, 'stsServer.mjs'),
    [
      JSON.stringify({
        jwks: { keys: [jwk] },
        lifetimes: options.lifetimes ?? {},
        clientSecret,
      }),
    ],
    { execArgv: [], env: { PATH: process.env.PATH }, stdio: 'ignore' },
  );
  const url = await new Promise<string>((resolve, reject) => {
    child.on('exit', code => reject(new Error(`The service ended: ${code}`)));
    child.on('message', (message: { url?: string; issued?: IssuedToken }) => {
      if (message.issued) {
        issued.push(message.issued);
      }
      if (message.url) {
        resolve(message.url);
      }
    });
  });
  return {
    tokenUrl: `${url}/token`,
    clientId: 'backstage portal',
    clientSecret,
    issued,
    /** The identity of a user as Backstage's auth backend signs it. */
    identityOf: (user: string, { trusted = true } = {}) =>
      new SignJWT({})
        .setProtectedHeader({
          alg: 'ES256',
          kid: 'backstage',
          typ: 'vnd.backstage.limited-user',
        })
        .setSubject(user)
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(trusted ? privateKey : stranger.privateKey),
    close: async () => {
      child.removeAllListeners('exit');
      child.kill();
    },
  };
}
