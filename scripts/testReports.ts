import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** What a run of tests came to, whichever tool ran it. */
export interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
  /** A line for each test that failed: its file and its name. */
  failures: string[];
  /** A line for each test that only passed when it was run again. */
  flaky: string[];
}

/** Reads the report that Jest wrote to that file; nothing where it wrote none. */
export function readJestReport(file: string, root: string): Outcome {
  const report = readReport<JestReport>(file);
  return {
    passed: report.numPassedTests ?? 0,
    failed:
      (report.numFailedTests ?? 0) + (report.numRuntimeErrorTestSuites ?? 0),
    skipped: report.numPendingTests ?? 0,
    failures: (report.testResults ?? [])
      .filter(suite => suite.status === 'failed')
      .flatMap(suite => {
        const where = relative(root, suite.name);
        const failed = suite.assertionResults.filter(
          test => test.status === 'failed',
        );
        return failed.length
          ? failed.map(test => `${where} › ${test.fullName}`)
          : [`${where} (did not run)`];
      }),
    flaky: [],
  };
}

/** Reads the report that Playwright wrote to that file; nothing where it wrote none. */
export function readPlaywrightReport(file: string): Outcome {
  const { stats, suites = [] } = readReport<PlaywrightReport>(file);
  const withStatus = (status: string) =>
    suites.flatMap(suite => linesOf(suite, status));
  return {
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    failed: stats?.unexpected ?? 0,
    skipped: stats?.skipped ?? 0,
    failures: withStatus('unexpected'),
    flaky: withStatus('flaky'),
  };
}

function linesOf(suite: PlaywrightSuite, status: string): string[] {
  const specs = (suite.specs ?? []).filter(spec =>
    spec.tests.some(test => test.status === status),
  );
  return [
    ...specs.map(spec => `tests/browser/${spec.file} › ${spec.title}`),
    ...(suite.suites ?? []).flatMap(inner => linesOf(inner, status)),
  ];
}

interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numRuntimeErrorTestSuites: number;
  testResults: {
    name: string;
    status: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
}

interface PlaywrightReport {
  stats: Record<'expected' | 'flaky' | 'unexpected' | 'skipped', number>;
  suites: PlaywrightSuite[];
}

interface PlaywrightSuite {
  suites?: PlaywrightSuite[];
  specs?: { title: string; file: string; tests: { status: string }[] }[];
}

function readReport<T>(file: string): Partial<T> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // The step ended before it wrote one, which its exit code shows.
    return {};
  }
}
