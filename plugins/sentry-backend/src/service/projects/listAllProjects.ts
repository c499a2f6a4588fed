import type {
  RawSentryProject,
  SentryClient,
} from 'backstage-plugin-sentry-node';

// 100 projects each; what lies beyond is looked up one by one.
const MAX_PAGES = 10;

/** Lists an organization's projects, as far as that takes no more than 10 calls. */
export async function listAllProjects(
  client: SentryClient,
  organization: string,
): Promise<RawSentryProject[]> {
  const projects: RawSentryProject[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await client.listProjects(organization, { cursor });
    for (const { id, slug, name, platform } of answer.items) {
      projects.push({ id, slug, name, platform });
    }
    // A page that is its own next one has no end.
    if (!answer.nextCursor || answer.nextCursor === cursor) {
      break;
    }
    cursor = answer.nextCursor;
  }
  return projects;
}
