import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { demoToken } from 'backstage-plugin-sentry-emulator';
import { run } from './clients/run';
import { startDemo } from './demo';
import { requireFreePort } from './freePort';
import { signInAsGuest } from './signInAsGuest';

// `yarn test:fuzz`: schemathesis calls the HTTP API with what its OpenAPI document allows and
// with what it does not, against the emulator. A 5xx or an answer that the document does not
// describe is a failure. `--examples=N` are the calls of each operation and run, `--seed=N`
// repeats one.

const root = join(__dirname, '..');
const folder = join(root, 'node_modules', '.cache', 'fuzz');
const release = 'schemathesis==4.32.5';
const port = 7430;
const url = `http://localhost:${port}`;
/** Of a user who has connected their account; any other is refused by Sentry, as documented. */
const userToken = 'c'.repeat(64);
const bin = join(
  folder,
  'venv',
  process.platform === 'win32' ? 'Scripts' : 'bin',
);

const { values } = parseArgs({
  options: {
    examples: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
  },
});

/** The same document is called for an entity and an issue that there are, and for any. */
const runs = [
  { name: 'an issue that there is', isKnown: true },
  { name: 'any entity', isKnown: false },
];

async function main(): Promise<number> {
  mkdirSync(folder, { recursive: true });
  if (!hasSchemathesis()) {
    console.log(
      'Not run: it needs Python 3 with venv, and schemathesis of PyPI.',
    );
    return 0;
  }
  await requireFreePort(port, 'port');
  const demo = await startDemo({ port: port + 9, backendUrl: url });
  demo.emulator.addToken({
    token: userToken,
    user: '501',
    organizations: ['acme'],
    scopes: ['event:read', 'event:write', 'org:read', 'project:read'],
  });
  const backend = startBackend(demo.emulator.url);
  try {
    const token = await signIn(backend);
    const headers = { authorization: `Bearer ${token}` };
    const list = `${url}/api/sentry/entities/component/default/shop-web/issues`;
    const issueId = await untilListed(list, headers);
    let failed = false;
    for (const { name, isKnown } of runs) {
      console.log(`\n=== ${name}`);
      failed = (await fuzz(headers, isKnown ? issueId : undefined)) || failed;
    }
    return failed ? 1 : 0;
  } finally {
    backend.kill();
    await demo.emulator.close();
  }
}

/** Installs it once. */
function hasSchemathesis(): boolean {
  const stamp = join(folder, 'installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === release) {
    return true;
  }
  const python = process.platform === 'win32' ? 'python' : 'python3';
  const steps: [string, string[]][] = [
    // Without links to outside of the repository, which TechDocs refuses to build beside.
    [python, ['-m', 'venv', '--copies', join(folder, 'venv')]],
    [join(bin, 'pip'), ['install', '--quiet', release]],
  ];
  const isDone = steps.every(
    ([command, args]) =>
      spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })
        .status === 0,
  );
  if (isDone) {
    writeFileSync(stamp, release);
  }
  return isDone;
}

function startBackend(sentryUrl: string): ChildProcess {
  const log = openSync(join(folder, 'backend.log'), 'w');
  const config = {
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
    auth: {
      providers: {
        guest: {
          dangerouslyAllowOutsideDevelopment: true,
          userEntityRef: 'user:default/guest',
        },
      },
    },
    permission: { enabled: true },
    catalog: {
      rules: [{ allow: ['Component', 'System', 'Domain', 'Group', 'User'] }],
      locations: ['entities', 'org'].map(name => ({
        type: 'file',
        target: join(root, 'examples', `${name}.yaml`),
      })),
    },
    sentry: {
      baseUrl: sentryUrl,
      organization: 'acme',
      token: demoToken('triage'),
      allowedOrganizations: ['acme-labs'],
      triage: { enabled: true },
      // So that users have something to connect to.
      instances: [
        {
          name: 'personal',
          baseUrl: sentryUrl,
          organization: 'acme',
          auth: { type: 'user' },
        },
      ],
    },
  };
  return fork(join(__dirname, 'replicas', 'backend.ts'), {
    stdio: ['ignore', log, log, 'ipc'],
    // Node itself would refuse long addresses, without a body.
    execArgv: [...process.execArgv, '--max-http-header-size=1048576'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      REPLICA_CONFIG: JSON.stringify(config),
    },
  });
}

/** A token of the guest, once the backend answers. */
async function signIn(backend: ChildProcess): Promise<string> {
  while (backend.exitCode === null) {
    const token = await signInAsGuest(url).catch(() => undefined);
    if (token) {
      return token;
    }
    await setTimeout(250);
  }
  throw new Error(`The backend ended: see ${join(folder, 'backend.log')}`);
}

/** The id of an issue, once the catalog has its entity. */
async function untilListed(
  list: string,
  headers: Record<string, string>,
): Promise<string> {
  for (;;) {
    const answer = await fetch(list, { headers });
    if (answer.ok) {
      const { items } = await answer.json();
      return items[0].id;
    }
    await setTimeout(250);
  }
}

/** Whether there were failures. */
async function fuzz(
  headers: Record<string, string>,
  issueId?: string,
): Promise<boolean> {
  const config = join(folder, 'schemathesis.toml');
  const known = {
    'path.kind': 'component',
    'path.namespace': 'default',
    'path.name': 'shop-web',
    'path.issueId': issueId,
  };
  const parameters = {
    'header.X-Sentry-User-Token': userToken,
    ...(issueId && known),
  };
  const lines = Object.entries(parameters).map(
    ([name, value]) => `"${name}" = ${JSON.stringify(value)}\n`,
  );
  writeFileSync(config, `[parameters]\n${lines.join('')}`);
  const { code, output } = await run(
    join(bin, 'schemathesis'),
    [
      ...['--config-file', config, 'run'],
      join(root, 'plugins/sentry-backend/src/schema/openapi.yaml'),
      ...['--url', `${url}/api/sentry`, '--phases', 'coverage,fuzzing'],
      ...['--header', `Authorization: ${headers.authorization}`],
      ...[
        '--checks',
        'not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance,negative_data_rejection',
      ],
      ...['--max-examples', values.examples, '--seed', values.seed],
      ...['--suppress-health-check', 'all', '--continue-on-failure'],
      ...['--request-timeout', '30', '--no-color'],
    ],
    { cwd: folder, env: process.env, timeoutMs: 30 * 60_000 },
  );
  console.log(output);
  return code !== 0;
}

void main().then(code => process.exit(code));
