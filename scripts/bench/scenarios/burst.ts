import { failed, type Bench } from '../bench';
import { row } from '../report';
import { projects } from '../world';

const COUNTS = 60;
const COUNTS_PER_SECOND = 10;
const DETAILS = 20;
const DETAILS_PER_SECOND = 5;

/** More at once than Sentry takes in a second: at a Sentry that refuses beyond its rates. */
export async function burstAtSentrysRates(bench: Bench) {
  const { sentry, backend, issues, get } = bench;
  // The directory of projects is known then, as it is in any portal that runs.
  await get(issues(projects[0]));
  await sentry.forget();
  await measure(
    `a burst of ${COUNTS} counts at ${COUNTS_PER_SECOND}/s`,
    COUNTS / COUNTS_PER_SECOND,
    projects
      .slice(0, COUNTS)
      .map(project => issues(project).replace(/issues$/, 'summary')),
  );
  const list = await (
    await get(`${issues(projects[0])}?limit=${DETAILS}`)
  ).json();
  const ids = (list as { items: { id: string }[] }).items.map(({ id }) => id);
  await measure(
    `a burst of ${ids.length} details at ${DETAILS_PER_SECOND}/s`,
    DETAILS / DETAILS_PER_SECOND,
    ids.map(id => `${issues(projects[0])}/${id}`),
  );

  async function measure(name: string, seconds: number, urls: string[]) {
    const start = performance.now();
    const answers = await Promise.all(
      urls.map(url => fetch(url, { headers: backend.headers })),
    );
    const bodies = await Promise.all(answers.map(answer => answer.json()));
    const took = (performance.now() - start) / 1000;
    const incomplete = bodies.filter(
      body => (body as { problems?: unknown[] }).problems?.length,
    ).length;
    row(`${name}, seconds`, took.toFixed(1), '');
    row('… ÷ calls ÷ rate', (took / seconds).toFixed(2), '≤ 1.2');
    row('… of them refused or incomplete', failed(answers) + incomplete, '0');
  }
}
