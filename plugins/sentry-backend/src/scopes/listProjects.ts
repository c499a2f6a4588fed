import type {
  RawSentryProject,
  SentryClient,
} from 'backstage-plugin-sentry-node';

// 100 projects each; what lies beyond is looked up one by one.
const MAX_PAGES = 10;

/** The projects of an organization, as far as they were listed. */
export interface Listing {
  projects: RawSentryProject[];
  /** Where the rest begins; absent where this is all. */
  nextCursor?: string;
}

/** The first hundred: all, of most organizations. */
export async function listFirstProjects(
  client: SentryClient,
  organization: string,
): Promise<Listing> {
  return readPage(client, organization);
}

/** What comes after the first hundred, as far as that takes no more than nine calls. */
export async function listOtherProjects(
  client: SentryClient,
  organization: string,
  start: string,
): Promise<RawSentryProject[]> {
  const projects: RawSentryProject[] = [];
  let cursor: string | undefined = start;
  for (let page = 1; page < MAX_PAGES && cursor; page += 1) {
    const listing: Listing = await readPage(client, organization, cursor);
    projects.push(...listing.projects);
    // A page that is its own next one has no end.
    cursor = listing.nextCursor === cursor ? undefined : listing.nextCursor;
  }
  return projects;
}

async function readPage(
  client: SentryClient,
  organization: string,
  cursor?: string,
): Promise<Listing> {
  const { items, nextCursor } = await client.listProjects(organization, {
    cursor,
  });
  return {
    projects: items.map(({ id, slug, name, platform }) => ({
      id,
      slug,
      name,
      platform,
    })),
    ...(nextCursor !== undefined && { nextCursor }),
  };
}
