import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChrome } from './chrome';
import {
  type Outcome,
  readJestReport,
  readPlaywrightReport,
} from './testReports';

// `npm test`: everything that must hold before a change lands, with one exit code.

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
  const outcomes: Outcome[] = [];
  const failedSteps: string[] = [];

  const step = (name: string, command: string, args: string[], env = {}) => {
    console.log(`\n=== ${name}`);
    const started = Date.now();
    const status = run(command, args, env);
    console.log(`=== ${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
    if (status !== 0) {
      failedSteps.push(name);
    }
  };

  step('formatting', bin('prettier'), ['--check', '--log-level=warn', '.']);
  // From scratch, since the order within inferred types, and so in API reports,
  // depends on what was checked before.
  rmSync(join(root, 'dist-types'), { recursive: true, force: true });
  step('types', bin('tsc'), ['--incremental', 'false']);
  step('lint', bin('backstage-cli'), ['repo', 'lint', '--max-warnings', '0']);
  step('imports', bin('depcruise'), ['plugins', 'packages', 'examples']);
  step('package metadata', bin('backstage-cli'), [
    'repo',
    'fix',
    '--check',
    '--publish',
  ]);
  step('API reports', bin('backstage-repo-tools'), [
    'api-reports',
    '--ci',
    // The types of workspace packages are sources, and a field may speak for itself.
    '--omit-messages=ae-wrong-input-file-type,ae-undocumented',
    'plugins/*',
  ]);
  step('documentation', bin('tsx'), ['scripts/docsCheck.ts']);
  step('configuration schema', bin('backstage-cli'), ['config:check', '--lax']);
  step(
    'unit and integration tests',
    bin('backstage-cli'),
    ['repo', 'test', '--no-watch', '--json', `--outputFile=${jestReport}`],
    { CI: 'true' },
  );
  outcomes.push(readJestReport(jestReport, root));

  if (findChrome()) {
    step('browser tests', bin('playwright'), ['test'], {
      PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport,
    });
    outcomes.push(readPlaywrightReport(browserReport));
  } else if (process.env.CI === 'true') {
    console.error(
      'Browser tests need Chrome or Chromium, and CI must run them.',
    );
    failedSteps.push('browser tests');
  } else {
    console.log(
      '\nBrowser tests skipped: install Chrome or Chromium (Debian: apt-get install chromium), or set CHROME_PATH.',
    );
  }

  report(outcomes, failedSteps);
  return failedSteps.length ? 1 : 0;
}

/** Says last what failed, where it stands even in a log that was cut. */
function report(outcomes: Outcome[], failedSteps: string[]): void {
  const list = (title: string, lines: string[]) => {
    if (lines.length) {
      console.log(`\n${title}:\n${lines.map(line => `  ${line}`).join('\n')}`);
    }
  };
  const sum = (key: 'passed' | 'failed' | 'skipped') =>
    outcomes.reduce((total, outcome) => total + outcome[key], 0);

  list(
    'Passed only when run again',
    outcomes.flatMap(outcome => outcome.flaky),
  );
  list('Failed steps', failedSteps);
  list(
    'Failed tests',
    outcomes.flatMap(outcome => outcome.failures),
  );
  console.log(
    `\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`,
  );
}

function run(command: string, args: string[], env = {}): number {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return status ?? 1;
}

process.exitCode = main(process.argv.slice(2));
rmSync(reports, { recursive: true, force: true });
