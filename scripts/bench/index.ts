import { captureWithSdk } from 'backstage-plugin-sentry-emulator';
import { startBenchBackend } from './backend';
import { benchOf } from './bench';
import { printRows, writeRows } from './report';
import { burstAtSentrysRates } from './scenarios/burst';
import { cardInTheBrowser } from './scenarios/card';
import { portalsInTheBrowser } from './scenarios/browser';
import { coldAgainstProxy } from './scenarios/cold';
import { oneFloodsAndAnotherAsks } from './scenarios/fairness';
import { largestAnswers } from './scenarios/largest';
import { openPageAfterWebhook } from './scenarios/live';
import { boundedMemory } from './scenarios/memory';
import { sentryDown, sentryDownAfterChange } from './scenarios/outage';
import {
  bytesToTheBrowser,
  warmAgainstBytesAndProxy,
} from './scenarios/throughput';
import {
  manyViewersOfOneEntity,
  wholePortalAtOnce,
} from './scenarios/upstreamCalls';
import { webhookStorm } from './scenarios/webhookStorm';
import { startBenchSentry } from './sentry';
import { failure, projects, token, world } from './world';

// `yarn bench`: what the design promises, measured side by side in one run on
// this machine. Prints a table; compare runs of one machine only. `BENCH_ONLY=browser` for
// what the browser sees alone.

const [first] = projects;

async function main(): Promise<void> {
  const sentry = await startBenchSentry(world(), first);
  await fail(sentry.dsn, 1200);
  const backend = await backendWith(7307, '10m');
  const bench = benchOf(sentry, backend);

  if (process.env.BENCH_ONLY !== 'browser') {
    await ofTheBackend();
  }
  await cardInTheBrowser();
  await inTheBrowser();
  await openPageAfterWebhook();

  printRows();
  if (process.env.BENCH_WRITE === 'true') {
    await writeRows();
  }
  await backend.stop();
  sentry.stop();

  async function ofTheBackend() {
    await manyViewersOfOneEntity(bench);
    await warmAgainstBytesAndProxy(bench);
    await bytesToTheBrowser(bench);
    await wholePortalAtOnce(bench);
    await coldAgainstProxy(bench);
    const forgetful = await backendWith(7308, '1s');
    await sentryDown(bench, benchOf(sentry, forgetful));
    await forgetful.stop();
    const changing = await backendWith(7309, '10m', true);
    await sentryDownAfterChange(bench, benchOf(sentry, changing));
    await changing.stop();
    await fairness();
    await burst();
    await largestAnswers();
    await webhookStorm(first);
    await boundedMemory(bench);
  }

  /** On projects and a backend that no one has asked anything. */
  async function inTheBrowser() {
    const fresh = await backendWith(7313, '10m');
    const unasked = projects.slice(1, 17);
    for (const project of unasked) {
      const keys = await bench.get(
        bench.proxied(`projects/bench/${project}/keys/`),
      );
      const [key]: { dsn: { public: string } }[] = await keys.json();
      await fail(key.dsn.public, 60);
    }
    const page = await bench.get(bench.issues(unasked[0]));
    const { items }: { items: { id: string }[] } = await page.json();
    await portalsInTheBrowser({
      backendUrl: fresh.url,
      projects: unasked,
      issueId: items[0].id,
    });
    await fresh.stop();
  }

  function backendWith(port: number, ttl: string, canChange = false) {
    return startBenchBackend({
      port,
      sentryUrl: sentry.url,
      token,
      projects,
      sentry: {
        cache: { ttl, staleFor: '30m', accessTtl: '30s' },
        triage: { enabled: canChange },
      },
    });
  }

  async function fairness() {
    const fresh = await backendWith(7311, '10m', true);
    const other = await fresh.signInAs('another');
    await oneFloodsAndAnotherAsks(benchOf(sentry, fresh), other);
    await fresh.stop();
  }
}

/** At a Sentry of its own, which refuses. */
async function burst() {
  const limited = await startBenchSentry(world(), first, { rateLimits: true });
  await fail(limited.dsn, 40);
  const fresh = await startBenchBackend({
    port: 7310,
    sentryUrl: limited.url,
    token,
    projects,
  });
  await burstAtSentrysRates(benchOf(limited, fresh));
  await fresh.stop();
  limited.stop();
}

async function fail(dsn: string, events: number) {
  await captureWithSdk({
    dsn,
    events: Array.from({ length: events }, (_, i) => ({
      error: failure(i % 400),
      fingerprint: [`issue-${i % 400}`],
      environment: 'production',
      release: 'service-1@1.0.0',
      user: `user-${i % 50}`,
    })),
  });
}

main().then(
  () => process.exit(0),
  error => {
    console.error(error);
    process.exit(1);
  },
);
