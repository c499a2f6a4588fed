import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

// `yarn functions [--list]`: how many functions and files of the backend plugin a
// cold and a warm list of issues enter, by the coverage of the same test with
// 0, 1 and 2 requests.

interface FileCoverage {
  fnMap: Record<string, { name: string; loc: { start: { line: number } } }>;
  f: Record<string, number>;
}
type Counts = Map<string, number>;

const root = join(__dirname, '..');
const source = join(root, 'plugins/sentry-backend/src');

/** How often each function of the plugin was entered, by file, line and name. */
function entered(requests: number): Counts {
  const directory = mkdtempSync(join(tmpdir(), 'sentry-functions-'));
  const { status, stderr } = spawnSync(
    join(root, 'node_modules/.bin/backstage-cli'),
    [
      'repo',
      'test',
      '--no-watch',
      '--coverage',
      '--coverageProvider=babel',
      '--coverageReporters=json',
      `--coverageDirectory=${directory}`,
      'plugins/sentry-backend/src/integration/oneList.test.ts',
    ],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, CI: 'true', LIST_REQUESTS: String(requests) },
    },
  );
  if (status !== 0) {
    throw new Error(stderr);
  }
  const coverage: Record<string, FileCoverage> = JSON.parse(
    readFileSync(join(directory, 'coverage-final.json'), 'utf8'),
  );
  rmSync(directory, { recursive: true });

  const counts: Counts = new Map();
  for (const [path, { fnMap, f }] of Object.entries(coverage)) {
    if (path.startsWith(source) && !path.includes('__testUtils__')) {
      for (const [id, { name, loc }] of Object.entries(fnMap)) {
        const where = `${relative(source, path)}:${loc.start.line} ${name} #${id}`;
        counts.set(where, f[id]);
      }
    }
  }
  return counts;
}

const [none, cold, warm] = [0, 1, 2].map(entered);
const more = (after: Counts, before: Counts) =>
  [...after.keys()].filter(
    where => after.get(where)! > (before.get(where) ?? 0),
  );

for (const [name, functions] of [
  ['cold', more(cold, none)],
  ['warm', more(warm, cold)],
] as const) {
  const files = new Set(functions.map(where => where.split(':')[0]));
  console.log(
    `A ${name} GET …/issues enters ${functions.length} functions in ${files.size} files`,
  );
  if (process.argv.includes('--list')) {
    console.log(functions.map(where => `  ${where}`).join('\n'));
  }
}
