import {
  isSentryMultiProjectRefusal,
  type RawSentryIssue,
} from 'backstage-plugin-sentry-node';
import { isProblem } from '../projects/lookUpProject';
import { sourceOf, type Source } from '../projects';
import type { FoundRawIssue } from './types';

const NUMBER = /^\d+$/;
// What triage can't change need not be worked out.
const UNREAD = ['stats', 'lifetime', 'filtered', 'unhandled'];

/**
 * Reads issues as they are at Sentry now, past every cache: those of the source's projects,
 * whatever else Sentry answers.
 *
 * @param named - numbers and short ids
 * @returns what was found, by how it was named
 */
export async function readIssues(
  source: Source,
  named: string[],
): Promise<Map<string, FoundRawIssue>> {
  const numbers = named.filter(name => NUMBER.test(name));
  const listed = await listIssues(source, numbers);
  const singly = named.filter(name => !NUMBER.test(name) || !listed);
  const alone = await Promise.all(
    singly.map(async name => [name, await getIssue(source, name)] as const),
  );
  const raws = [...(listed ?? []).map(raw => [raw.id, raw] as const), ...alone];
  return new Map(
    raws.flatMap(([name, raw]) => {
      const project = source.projects.find(
        ({ id }) => id === String(raw?.project?.id),
      );
      return raw && project && named.includes(name)
        ? [[name, { raw, source, project }] as const]
        : [];
    }),
  );
}

/** `undefined` where the server can't be asked for several by their numbers. */
async function listIssues(
  source: Source,
  ids: string[],
): Promise<RawSentryIssue[] | undefined> {
  const { client, organization, projects } = source;
  if (!ids.length) {
    return [];
  }
  if (client.capabilities.server === 'glitchtip') {
    return undefined;
  }
  try {
    const { items } = await client.listIssues(organization, {
      project: projects.map(({ id }) => id),
      query: '',
      ids,
      limit: 100,
      groupStatsPeriod: '',
      collapse: UNREAD,
      expand: ['inbox'],
    });
    // Who knows no numbers answers with whatever there is.
    return items.every(({ id }) => ids.includes(id)) ? items : undefined;
  } catch (error) {
    if (!isSentryMultiProjectRefusal(error) || projects.length < 2) {
      throw error;
    }
    const each = await Promise.all(
      projects.map(project =>
        listIssues(sourceOf({ ...source, projects: [project] }), ids),
      ),
    );
    return each.every(items => items !== undefined) ? each.flat() : undefined;
  }
}

async function getIssue(
  { client, organization }: Source,
  name: string,
): Promise<RawSentryIssue | undefined> {
  try {
    return await client.getIssue(organization, name);
  } catch (error) {
    if (isProblem(error, 'ISSUE_NOT_FOUND')) {
      return undefined;
    }
    throw error;
  }
}
