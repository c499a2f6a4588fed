import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChrome } from './chrome';

// `npm test`: everything that must hold before a change lands, with one exit code.

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const root = join(__dirname, '..');
const bin = (name: string) => join(root, 'node_modules', '.bin', name);
const reports = mkdtempSync(join(tmpdir(), 'sentry-for-backstage-'));
const jestReport = join(reports, 'jest.json');
const browserReport = join(reports, 'browser.json');

function main(filters: string[]): number {
  if (filters.length) {
    // Only the unit and integration tests under the given paths.
    return run(bin('backstage-cli'), [
      'repo',
      'test',
      '--no-watch',
      ...filters,
    ]);
  }
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const failures: string[] = [];

  const step = (name: string, command: string, args: string[], env = {}) => {
    console.log(`\n=== ${name}`);
    const started = Date.now();
    const status = run(command, args, env);
    console.log(`=== ${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
    if (status !== 0) {
      failures.push(name);
    }
  };

  step('formatting', bin('prettier'), ['--check', '--log-level=warn', '.']);
  // From scratch, since the order within inferred types, and so in API reports,
  // depends on what was checked before.
  rmSync(join(root, 'dist-types'), { recursive: true, force: true });
  step('types', bin('tsc'), ['--incremental', 'false']);
  step('lint', bin('backstage-cli'), ['repo', 'lint', '--max-warnings', '0']);
  step('API reports', bin('backstage-repo-tools'), [
    'api-reports',
    '--ci',
    // The types of workspace packages are sources, and a field may speak for itself.
    '--omit-messages=ae-wrong-input-file-type,ae-undocumented',
    'plugins/*',
  ]);
  step('configuration schema', bin('backstage-cli'), ['config:check', '--lax']);
  step(
    'unit and integration tests',
    bin('backstage-cli'),
    ['repo', 'test', '--no-watch', '--json', `--outputFile=${jestReport}`],
    { CI: 'true' },
  );
  add(counts, readJest());

  if (findChrome()) {
    step('browser tests', bin('playwright'), ['test'], {
      PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport,
    });
    add(counts, readBrowser());
  } else if (process.env.CI === 'true') {
    console.error(
      'Browser tests need Chrome or Chromium, and CI must run them.',
    );
    failures.push('browser tests');
  } else {
    console.log(
      '\nBrowser tests skipped: install Chrome or Chromium (Debian: apt-get install chromium), or set CHROME_PATH.',
    );
  }

  console.log(failures.length ? `\nFailed: ${failures.join(', ')}.` : '');
  console.log(
    `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`,
  );
  return failures.length ? 1 : 0;
}

function run(command: string, args: string[], env = {}): number {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return status ?? 1;
}

function readJest(): Counts {
  const report = readReport(jestReport);
  return {
    passed: report.numPassedTests ?? 0,
    failed:
      (report.numFailedTests ?? 0) + (report.numRuntimeErrorTestSuites ?? 0),
    skipped: report.numPendingTests ?? 0,
  };
}

function readBrowser(): Counts {
  const { stats } = readReport(browserReport);
  return {
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    failed: stats?.unexpected ?? 0,
    skipped: stats?.skipped ?? 0,
  };
}

interface Report {
  numPassedTests?: number;
  numFailedTests?: number;
  numPendingTests?: number;
  numRuntimeErrorTestSuites?: number;
  stats?: Record<'expected' | 'flaky' | 'unexpected' | 'skipped', number>;
}

function readReport(file: string): Report {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // The step ended before it wrote one, which its exit code tells.
    return {};
  }
}

function add(to: Counts, more: Counts): void {
  to.passed += more.passed;
  to.failed += more.failed;
  to.skipped += more.skipped;
}

process.exitCode = main(process.argv.slice(2));
rmSync(reports, { recursive: true, force: true });
