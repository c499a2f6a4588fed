import { failed, type Bench } from '../bench';
import { row } from '../report';
import { projects } from '../world';

const [first] = projects;
const MAX_CONCURRENCY = 5;

/** A thousand requests for one entity within one TTL. */
export async function manyViewersOfOneEntity({ sentry, issues, get }: Bench) {
  await sentry.forget();
  const answers = await Promise.all(
    Array.from({ length: 1000 }, () => get(issues(first))),
  );
  row(
    'upstream calls: 1,000 requests for one entity',
    await sentry.listCalls(),
    '1',
  );
  row('… of them failed', failed(answers), '0');
}

/** Everybody looks at everything, and Sentry takes its time. */
export async function wholePortalAtOnce({ sentry, issues, get }: Bench) {
  await sentry.forget();
  await sentry.fault({ latencyMs: 50 });
  let underWay = 0;
  const answers = Promise.all(
    projects.flatMap(project =>
      Array.from({ length: 10 }, () => get(issues(project, '?statsPeriod=7d'))),
    ),
  );
  let isDone = false;
  answers.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    underWay = Math.max(underWay, await sentry.callsUnderWay());
  }
  await sentry.endFaults();
  row(
    'upstream list calls: 200 entities × 10 viewers',
    await sentry.listCalls(),
    '≤ 200',
  );
  row('… at most at once', underWay, `≤ ${MAX_CONCURRENCY}`);
  row('… of them failed', failed(await answers), '0');
}
