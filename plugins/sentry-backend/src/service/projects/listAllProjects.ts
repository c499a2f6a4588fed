import {
  SentryProblemError,
  type RawSentryProject,
  type SentryClient,
} from 'backstage-plugin-sentry-node';

// 100 projects each; what lies beyond is looked up one by one.
const MAX_PAGES = 10;

/** The projects of an organization, as far as they were listed. */
export interface ProjectListing {
  projects: RawSentryProject[];
}

/**
 * Lists an organization's projects. A token that may not list any (no `org:read`) may
 * still read single ones, so that is an empty listing and no failure.
 */
export async function listAllProjects(
  client: SentryClient,
  organization: string,
): Promise<ProjectListing> {
  const projects: RawSentryProject[] = [];
  let cursor: string | undefined;
  try {
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const answer = await client.listProjects(organization, { cursor });
      projects.push(
        ...answer.items.map(({ id, slug, name, platform }) => ({
          id,
          slug,
          name,
          platform,
        })),
      );
      cursor = answer.nextCursor;
      if (!cursor) {
        break;
      }
    }
  } catch (error) {
    if (error instanceof SentryProblemError && error.code === 'SCOPE_MISSING') {
      return { projects: [] };
    }
    throw error;
  }
  return { projects };
}
