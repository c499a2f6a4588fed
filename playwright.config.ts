import { defineConfig } from '@playwright/test';
import { chromeArgs, findChrome } from './scripts/chrome';

// A portal of the tests' own, beside one that a developer may have running.
const ports = { app: 3410, backend: 7410, emulator: 7419 };
process.env.TEST_EMULATOR_URL = `http://127.0.0.1:${ports.emulator}`;

const report = process.env.PLAYWRIGHT_JSON_OUTPUT_NAME;

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'test-results',
  // The development build of the app takes its time on a small machine.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  // The tests share one emulator, and its faults and request log.
  workers: 1,
  forbidOnly: process.env.CI === 'true',
  reporter: [['list'], ...(report ? [['json'] as const] : [])],
  use: {
    baseURL: `http://localhost:${ports.app}`,
    launchOptions: { executablePath: findChrome(), args: chromeArgs },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  webServer: {
    command: `tsx scripts/start.ts --app-port ${ports.app} --backend-port ${ports.backend} --emulator-port ${ports.emulator}`,
    wait: { stdout: /Ready: open/ },
    timeout: 180_000,
    stdout: 'ignore',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    // The tests are about the embedded demo, whatever Sentry a developer uses.
    env: { SENTRY_TOKEN: '', SENTRY_ORG: '', SENTRY_URL: '' },
  },
});
