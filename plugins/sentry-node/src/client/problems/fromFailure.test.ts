import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { fetchInProcess } from '../../__testUtils__/fetchInProcess';
import { createTestClient } from '../../__testUtils__/testClient';
import { problemFromFailure } from './fromFailure';

const stops: (() => unknown)[] = [];

const stopAll = () => Promise.all(stops.splice(0).map(stop => stop()));

afterEach(stopAll);

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(() => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    return closed;
  });
  const { port } = server.address() as AddressInfo; // as it listens on a port
  return port;
}

/** A proxy that answers each wish for a connection so. */
async function startProxy(status: string): Promise<string> {
  const server = createHttpServer();
  server.on('connect', (_, socket) => socket.end(`HTTP/1.1 ${status}\r\n\r\n`));
  return `127.0.0.1:${await listen(server)}`;
}

/**
 * A certificate for sentry.test that no authority issued. One for all tests, with keys made by
 * Node.js itself: JavaScript takes seconds for each.
 */
const certificate = (() => {
  // Not in place: the package's types don't know `keyPair`.
  const options = {
    keyPair: generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    }),
    days: 1,
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [{ type: 2, value: 'sentry.test' }],
      },
    ],
  };
  return generate([{ name: 'commonName', value: 'sentry.test' }], options);
})();

/** A Sentry by TLS with that certificate; returns its host. */
async function startTlsServer(): Promise<string> {
  const { private: key, cert } = certificate;
  const server = createHttpsServer({ key, cert }, (_, response) =>
    response.end('[]'),
  );
  return `localhost:${await listen(server)}`;
}

/** The problem of a request to that server, sent by a Node.js with that environment. */
async function problemAt(
  baseUrl: string,
  env: Record<string, string>,
): Promise<{ message: string; action: string }> {
  const { fetch, stop } = await fetchInProcess(env);
  stops.push(stop);
  const { client } = createTestClient({
    baseUrl,
    client: { retries: 0 },
    // What it throws is named by the environment that it ran in.
    fetch: (url, init) =>
      fetch(url, init).catch(failure => {
        const { host, origin } = new URL(url);
        const subject = { instance: 'default', host, origin };
        throw problemFromFailure(failure, subject, { env });
      }),
  });
  const refused = await client.listProjects('acme', {}).catch(error => error);
  return refused.toProblem();
}

describe('a proxy', () => {
  const sentry = 'https://sentry.test';

  it('that requires a login is named, with the variable to set', async () => {
    const proxy = await startProxy('407 Proxy Authentication Required');
    expect(
      await problemAt(sentry, {
        HTTPS_PROXY: `http://somebody:planted@${proxy}`,
        NODE_USE_ENV_PROXY: '1',
      }),
    ).toEqual({
      code: 'UPSTREAM_UNAVAILABLE',
      message: `The proxy ${proxy} requires a login before it connects Backstage to sentry.test.`,
      action: expect.stringMatching(/user and password into HTTPS_PROXY/),
    });
  });

  it('that refuses is named, with the host to allow', async () => {
    const proxy = await startProxy('403 Forbidden');
    expect(
      await problemAt(sentry, {
        HTTPS_PROXY: `http://${proxy}`,
        NODE_USE_ENV_PROXY: '1',
      }),
    ).toMatchObject({
      message: `The proxy ${proxy} refuses to connect Backstage to sentry.test (status 403).`,
      action: expect.stringMatching(
        /allow sentry\.test at the proxy.*NO_PROXY/,
      ),
    });
  });

  it('that is down is not reported as a Sentry that is down', async () => {
    expect(
      await problemAt(sentry, {
        HTTPS_PROXY: 'http://127.0.0.1:9',
        NODE_USE_ENV_PROXY: '1',
      }),
    ).toMatchObject({
      message:
        "The proxy 127.0.0.1:9, through which Backstage connects to sentry.test, can't be reached (ECONNREFUSED).",
      action: expect.stringMatching(/check HTTPS_PROXY and the proxy/),
    });
  });

  it('that Node.js does not use is reported with the switch to set', async () => {
    const env = { HTTPS_PROXY: 'http://proxy.test:3128' };
    const host = `localhost:${await listen(createHttpServer())}`;
    await stopAll();
    expect(await problemAt(`https://${host}`, env)).toMatchObject({
      message: `${host} can't be reached (ECONNREFUSED).`,
      action: expect.stringMatching(
        /^HTTPS_PROXY is set.*NODE_USE_ENV_PROXY=1/,
      ),
    });
    expect(
      await problemAt(`https://${host}`, { ...env, NO_PROXY: 'localhost' }),
    ).toMatchObject({
      action: expect.not.stringContaining('NODE_USE_ENV_PROXY'),
    });
  });

  it('that Node.js does not use is reported after a timeout, too', () => {
    const failure = new DOMException('', 'TimeoutError');
    const subject = {
      instance: 'default',
      host: 'sentry.test',
      origin: sentry,
    };
    const tell = (env: Record<string, string>) =>
      problemFromFailure(failure, subject, { env }).toProblem();
    expect(tell({ https_proxy: 'http://proxy.test:3128' })).toMatchObject({
      code: 'UPSTREAM_TIMEOUT',
      action: expect.stringContaining('NODE_USE_ENV_PROXY=1'),
    });
    expect(
      tell({
        HTTPS_PROXY: 'http://proxy.test:3128',
        NODE_OPTIONS: '--use-env-proxy',
      }).action,
    ).not.toContain('NODE_USE_ENV_PROXY');
  });

  it.each([
    ['*', false],
    ['.test', false],
    ['sentry.test:443,x', false],
    ['other.test entry.test', true],
  ])('respects NO_PROXY=%s', (NO_PROXY, isMeant) => {
    const subject = {
      instance: 'default',
      host: 'sentry.test',
      origin: sentry,
    };
    const { action } = problemFromFailure(
      new TypeError('fetch failed'),
      subject,
      {
        env: { HTTPS_PROXY: 'http://proxy.test:3128', NO_PROXY },
      },
    ).toProblem();
    expect(action?.includes('HTTPS_PROXY')).toBe(isMeant);
  });
});

describe('a certificate', () => {
  it('from an untrusted authority names the variable that adds it', async () => {
    const host = await startTlsServer();
    expect(await problemAt(`https://${host}`, {})).toMatchObject({
      message: `Backstage does not trust the certificate of ${host} (DEPTH_ZERO_SELF_SIGNED_CERT).`,
      action: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    });
  });

  it('for another name is not reported as untrusted', async () => {
    const host = await startTlsServer();
    expect(
      await problemAt(`https://${host}`, {
        NODE_EXTRA_CA_CERTS: fileOf(certificate.cert),
      }),
    ).toMatchObject({
      message: `The certificate of ${host} is for another name.`,
      action: expect.stringMatching(
        /`baseUrl` of the Sentry instance `default`/,
      ),
    });
  });

  it.each([
    ['CERT_HAS_EXPIRED', 'The certificate of sentry.test has expired.'],
    [
      'ERR_SSL_WRONG_VERSION_NUMBER',
      'No encrypted connection to sentry.test is possible (ERR_SSL_WRONG_VERSION_NUMBER).',
    ],
  ])('that fails with %s has a message of its own', (code, message) => {
    const failure = new TypeError('fetch failed', {
      cause: Object.assign(new Error('planted'), { code }),
    });
    const subject = { instance: 'default', host: 'sentry.test' };
    expect(problemFromFailure(failure, subject).toProblem()).toEqual({
      code: 'UPSTREAM_UNAVAILABLE',
      message,
      action: expect.not.stringMatching(/planted|NODE_EXTRA_CA_CERTS/),
    });
  });
});

/** Where a Node.js that starts can read it. */
function fileOf(cert: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'sentry-certificate-'));
  stops.push(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'authority.pem');
  writeFileSync(file, cert);
  return file;
}
