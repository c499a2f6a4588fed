import { rmSync } from 'node:fs';
import { type Browser, chromium } from '@playwright/test';
import { chromeArgs, findChrome } from '../../chrome';
import { buildAppWith, makeAppsFolder, type Plugin } from '../browser/apps';
import { type ServedApp, serveApp } from '../browser/serve';
import { median, type Visit, visit } from '../browser/visit';
import { row } from '../report';

const plugins = ['none', 'ours', 'theirs'] as const;
const ports = { none: 7321, ours: 7322, theirs: 7323 };
const rounds = 7;
/** In the message of every issue, short enough that no list cuts it off. */
const ofAnIssue = 'Cannot read properties';

/** What the column says of an entity, to screen readers. */
const ofTheTable = 'unresolved';

const entity = (name: string) => `/catalog/default/component/${name}`;

/**
 * What a browser loads, asks and waits for in portals without a Sentry plugin, with ours
 * and with the community's.
 *
 * @param options - `projects`: entities that no one asked about yet, with issues
 */
export async function portalsInTheBrowser(options: {
  backendUrl: string;
  projects: string[];
  /** An issue of the first of them. */
  issueId: string;
}): Promise<void> {
  const { backendUrl, projects, issueId } = options;
  const folder = makeAppsFolder();
  const apps: Partial<Record<Plugin, ServedApp>> = {};
  const browser = await chromium.launch({
    executablePath: findChrome(),
    args: chromeArgs,
  });
  try {
    for (const plugin of plugins) {
      const port = ports[plugin];
      const url = `http://localhost:${port}`;
      const dist = await buildAppWith(plugin, { folder, url });
      if (dist) {
        apps[plugin] = await serveApp({ dist, port, backendUrl });
      }
    }
    const { none, ours, theirs } = apps;
    if (!none || !ours || !theirs) {
      row('rows of the browser', 'the community plugin is missing', '');
      return;
    }
    const [first] = projects;
    await bytes(browser, { none, ours, theirs }, first);
    await requests(browser, { none, ours }, { project: first, issueId });
    await times(browser, { ours, theirs }, projects);
  } finally {
    Object.values(apps).forEach(app => app.stop());
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A visit with an empty cache. */
async function firstVisit(
  browser: Browser,
  app: ServedApp,
  path: string,
  text: string,
): Promise<Visit> {
  const context = await browser.newContext();
  const seen = await visit(context, app, { path, text });
  await context.close();
  return seen;
}

async function bytes(
  browser: Browser,
  apps: Record<Plugin, ServedApp>,
  project: string,
): Promise<void> {
  for (const [what, path, text, target] of [
    ['another page', '/settings', 'Appearance', '≤ 2,000'],
    ['the overview page', entity(project), project, '≤ 1.5 × theirs'],
  ]) {
    const bytesOf = async (plugin: Plugin) => {
      const shown =
        plugin === 'none' || path === '/settings' ? text : ofAnIssue;
      return (await firstVisit(browser, apps[plugin], path, shown)).scriptBytes;
    };
    const without = await bytesOf('none');
    const ours = (await bytesOf('ours')) - without;
    const theirs = (await bytesOf('theirs')) - without;
    row(`JavaScript added to ${what}, bytes gzipped`, ours, target);
    row('… by the community plugin', theirs, '');
    row('… ours ÷ theirs', (ours / theirs).toFixed(2), '');
  }
}

async function requests(
  browser: Browser,
  { none, ours }: Record<'none' | 'ours', ServedApp>,
  { project, issueId }: { project: string; issueId: string },
): Promise<void> {
  const tab = `${entity(project)}/sentry`;
  const { layoutShift } = await firstVisit(
    browser,
    none,
    entity(project),
    project,
  );
  row('layout shift of an overview without plugin', layoutShift.toFixed(3), '');
  for (const [what, path, text, most] of [
    ['overview', entity(project), ofAnIssue, '≤ 2'],
    ['tab', tab, ofAnIssue, '≤ 4'],
    ['link of an issue', `${tab}?issue=${issueId}`, 'Stack trace', '≤ 5'],
    ['catalog table of 50 rows', '/', ofTheTable, '1'],
  ]) {
    const seen = await firstVisit(browser, ours, path, text);
    const refused = seen.requests.filter(({ status }) => status === 401);
    row(`requests of the browser: ${what}`, seen.requests.length, most);
    row('… that answer 401', refused.length, '0');
    if (path !== '/') {
      row('… layout shift', seen.layoutShift.toFixed(3), '≤ 0.02');
    }
  }
}

/** Each round is another entity, so that neither browser nor backend know it yet. */
async function times(
  browser: Browser,
  apps: Record<'ours' | 'theirs', ServedApp>,
  projects: string[],
): Promise<void> {
  // The other rows have asked about the first one.
  const unasked = projects.slice(1);
  for (const [what, tail] of [
    ['card', ''],
    ['tab', '/sentry'],
  ]) {
    const seen = {
      ours: { cold: new Array<Visit>(), warm: new Array<Visit>() },
      theirs: { cold: new Array<Visit>(), warm: new Array<Visit>() },
    };
    for (const project of unasked.splice(0, rounds)) {
      for (const plugin of ['ours', 'theirs'] as const) {
        const context = await browser.newContext();
        const options = { path: `${entity(project)}${tail}`, text: ofAnIssue };
        const cold = await visit(context, apps[plugin], options);
        const warm = await visit(context, apps[plugin], options);
        await context.close();
        seen[plugin].cold.push(cold);
        seen[plugin].warm.push(warm);
      }
    }
    for (const state of ['cold', 'warm'] as const) {
      for (const [name, of, target] of [
        [`first issue of the ${what}, ${state}, ms`, 'shownMs', '≤ 1'],
        ['… main thread until all is loaded, ms', 'mainThreadMs', ''],
      ] as const) {
        const ours = median(seen.ours[state].map(one => one[of]));
        const theirs = median(seen.theirs[state].map(one => one[of]));
        row(name, Math.round(ours), '');
        row('… of the community plugin', Math.round(theirs), '');
        row('… ours ÷ theirs', (ours / theirs).toFixed(2), target);
      }
    }
  }
}
