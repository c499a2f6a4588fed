import type { SentryProblem } from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  sentryLinks,
  type SentryInstanceConfig,
  type SentryPage,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import { sentryProjectName } from 'backstage-plugin-sentry-common';
import { placeOfMapping, type CodePlace } from './codePlace';

/** 100 items each. */
const MAX_PAGES = 100;
const MAX_TEAMS = 20;
const MAX_PLACES = 50;

/** A project as it is compared. */
export interface ListedProject {
  instance: string;
  organization: string;
  id: string;
  slug: string;
  /** As Sentry shows it. */
  title: string;
  platform?: string;
  link: string;
  teams: string[];
  places: CodePlace[];
}

/** The projects of an organization, or why they could not be listed. */
export interface ListedOrganization {
  instance: string;
  organization: string;
  /** By name; absent where they could not be listed. */
  projects?: Map<string, ListedProject>;
  problems: SentryProblem[];
}

/** The organizations that config names: `*` names none. */
export function organizationsOf({
  organization,
  allowedOrganizations,
}: SentryInstanceConfig): string[] {
  const named = [
    ...(organization ? [organization] : []),
    ...allowedOrganizations,
  ];
  return [...new Set(named)].filter(one => one !== '*');
}

/**
 * Reads the projects of an organization with their source code, in one pass of each of Sentry's
 * lists, as background work, which people's requests go before.
 */
export async function readOrganization(
  sentry: SentryService,
  instance: SentryInstanceConfig,
  organization: string,
  signal: AbortSignal,
): Promise<ListedOrganization> {
  const { name, baseUrl, publicUrl } = instance;
  const listed: ListedOrganization = {
    instance: name,
    organization,
    problems: [],
  };
  const projects = new Map<string, ListedProject>();
  try {
    const client = await sentry.getClient(name);
    const each = <T>(
      page: (cursor?: string) => Promise<SentryPage<T>>,
      use: (item: T) => void,
    ) => forEach(page, use, signal);
    await each(
      cursor => client.listProjects(organization, { cursor }, { signal }),
      ({ id, slug, name: title, platform, teams = [] }) => {
        const project = { instance: name, organization, id };
        projects.set(sentryProjectName(project), {
          ...project,
          slug,
          title,
          link: sentryLinks.issues({
            baseUrl,
            publicUrl,
            organization,
            server: client.capabilities.server,
            projects: [id],
          }),
          teams: teams.slice(0, MAX_TEAMS),
          places: [],
          ...(platform && { platform }),
        });
      },
    );
    listed.projects = projects;
    const urls = new Map<string, string>();
    await each(
      cursor => client.listRepositories(organization, { cursor }, { signal }),
      ({ id, url }) => url && urls.set(id, url),
    );
    await each(
      cursor => client.listCodeMappings(organization, { cursor }, { signal }),
      ({ projectId: id, repositoryId, repository, sourceRoot }) => {
        const key = sentryProjectName({ instance: name, organization, id });
        const { places = [] } = projects.get(key) ?? {};
        if (places.length < MAX_PLACES) {
          const url = urls.get(repositoryId);
          places.push(placeOfMapping({ name: repository, url }, sourceRoot));
        }
      },
    );
  } catch (error) {
    if (!(error instanceof SentryProblemError)) {
      throw error;
    }
    signal.throwIfAborted();
    listed.problems.push(error.toProblem());
  }
  return listed;
}

async function forEach<T>(
  fetchPage: (cursor?: string) => Promise<SentryPage<T>>,
  use: (item: T) => void,
  signal: AbortSignal,
): Promise<void> {
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    signal.throwIfAborted();
    const { items, nextCursor } = await fetchPage(cursor);
    items.forEach(use);
    if (nextCursor === undefined || nextCursor === cursor) {
      return;
    }
    cursor = nextCursor;
  }
}
