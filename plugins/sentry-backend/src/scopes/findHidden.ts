import type { SentryProject } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import { isProblem } from './lookUpProject';
import type { Source } from './types';

/** So many questions find two hidden projects among a hundred, or all among sixteen. */
const MAX_QUESTIONS = 30;
/** So few are as soon asked about one by one. */
const FEW = 4;

/**
 * Finds the projects of a source that Sentry refuses to show the issues of: first by what
 * its list of projects says, then by asking about ever smaller parts. Those that it still
 * refuses together, when enough has been asked, count as hidden.
 *
 * @param refused - whether it is known that the whole is refused
 * @returns none where Sentry shows all; all where it shows none
 * @throws SentryProblemError where Sentry can't tell
 */
export async function findHidden(
  source: Source,
  refused: boolean,
): Promise<SentryProject[]> {
  const { projects } = source;
  if (!refused && (await isShown(source, projects))) {
    return [];
  }
  const listed = projects.length > FEW ? await findListedHidden(source) : [];
  const rest = projects.filter(project => !listed.includes(project));
  return listed.length && rest.length && (await isShown(source, rest))
    ? listed
    : searchHidden(source);
}

/**
 * What the list of projects says. No more than a hint: of an integration that is a member
 * of no team it may say that there is no access where there is.
 */
async function findListedHidden({
  client,
  organization,
  projects,
}: Source): Promise<SentryProject[]> {
  try {
    const { items } = await client.listProjects(organization, {});
    const hidden = items.filter(({ hasAccess }) => hasAccess === false);
    return projects.filter(({ id }) => hidden.some(other => other.id === id));
  } catch (error) {
    if (isRefusal(error)) {
      return [];
    }
    throw error;
  }
}

async function searchHidden(source: Source): Promise<SentryProject[]> {
  let asked = 0;
  let together = [source.projects];
  const hidden: SentryProject[] = [];
  while (together.length) {
    const parts = together.flatMap(halves);
    asked += parts.length;
    if (asked > MAX_QUESTIONS) {
      return [...hidden, ...together.flat()];
    }
    const shown = await Promise.all(parts.map(part => isShown(source, part)));
    const refusedParts = parts.filter((_, index) => !shown[index]);
    hidden.push(...refusedParts.filter(isOne).flat());
    together = refusedParts.filter(part => !isOne(part));
  }
  return hidden;
}

/** The smallest question about issues that Sentry refuses where it hides a project. */
async function isShown(
  { client, organization }: Source,
  projects: SentryProject[],
): Promise<boolean> {
  try {
    await client.listIssues(organization, {
      project: projects.map(({ id }) => id),
      query: 'is:unresolved',
      statsPeriod: '1h',
      limit: 1,
      groupStatsPeriod: '',
      collapse: ['stats', 'unhandled'],
    });
    return true;
  } catch (error) {
    if (isRefusal(error)) {
      return false;
    }
    throw error;
  }
}

/** Whether that is how Sentry answers a question about a project that it hides. */
export function isRefusal(error: unknown): error is SentryProblemError {
  return (
    isProblem(error, 'SCOPE_MISSING') || isProblem(error, 'PROJECT_NOT_FOUND')
  );
}

function isOne(projects: SentryProject[]): boolean {
  return projects.length === 1;
}

function halves(projects: SentryProject[]): SentryProject[][] {
  const middle = Math.ceil(projects.length / 2);
  return [projects.slice(0, middle), projects.slice(middle)];
}
