import { defineConfig } from '@playwright/test';
import { chromeArgs, findChrome } from './scripts/chrome';

// A portal of the tests' own, beside one that a developer may have running.
const ports = { portal: 7410, emulator: 7419, catalog: 7418 };
process.env.TEST_EMULATOR_URL = `http://127.0.0.1:${ports.emulator}`;
process.env.TEST_CATALOG_URL = `http://127.0.0.1:${ports.catalog}`;

// Suites that only look at the demo data run side by side.
const reading =
  /(accessibility|card|catalogTable|everyEvent|glitchtip|history|layout|motion|openedIssue|sharedLink|sourceLink|tab|themes)\.spec\.ts$/;

const report = process.env.PLAYWRIGHT_JSON_OUTPUT_NAME;
const isCI = process.env.CI === 'true';

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'test-results',
  // Upper bounds, for a machine that is slow and busy with other things.
  timeout: 180_000,
  expect: { timeout: 45_000 },
  projects: [
    { name: 'reading', testMatch: reading, fullyParallel: true, workers: 2 },
    // These share the emulator's faults, request log and issues.
    {
      name: 'changing',
      testIgnore: reading,
      workers: 1,
      dependencies: ['reading'],
    },
  ],
  workers: 2,
  retries: isCI ? 1 : 0,
  forbidOnly: isCI,
  reporter: [['list'], ...(report ? [['json'] as const] : [])],
  use: {
    baseURL: `http://localhost:${ports.portal}`,
    launchOptions: { executablePath: findChrome(), args: chromeArgs },
    screenshot: 'only-on-failure',
    // Recording doubles the time of a test; where one has failed, `--trace on` tells more.
    trace: 'on-first-retry',
  },
  webServer: {
    command: `tsx tests/backend/serve.ts --port ${ports.portal} --emulator-port ${ports.emulator} --catalog-port ${ports.catalog}`,
    wait: { stdout: /Ready: open/ },
    // Most of it is the build of the app.
    timeout: 600_000,
    stdout: 'ignore',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
});
