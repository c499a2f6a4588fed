import type {
  SentryOrganizationsResponse,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryCaller,
  type SentryClient,
  type SentryInstanceConfig,
  type SentryService,
} from 'backstage-plugin-sentry-node';

// Of 100 organizations each.
const MAX_PAGES = 10;

type Organization = SentryOrganizationsResponse['items'][number];

/**
 * Tells which organizations the caller's own Sentry identity reaches. Asks Sentry each
 * time: it is what shows that a connection works.
 */
export class OrganizationsService {
  readonly #sentry: SentryService;

  static create(options: { sentry: SentryService }): OrganizationsService {
    return new OrganizationsService(options.sentry);
  }

  private constructor(sentry: SentryService) {
    this.#sentry = sentry;
  }

  /** The instances that are asked with the token of whoever looks. */
  get instances(): SentryInstanceConfig[] {
    return this.#sentry.config.instances.filter(
      ({ authType }) => authType === 'user',
    );
  }

  /**
   * @throws SentryProblemError `NOT_CONFIGURED` where no instance takes the token of a user,
   *   `NOT_CONNECTED` where the caller has none
   */
  async list(caller: SentryCaller): Promise<SentryOrganizationsResponse> {
    const { instances } = this;
    if (!instances.length) {
      throw new SentryProblemError(noneTakesUserTokens());
    }
    const clients: SentryClient[] = [];
    for (const { name } of instances) {
      clients.push(await this.#sentry.getClient(name, { caller }));
    }
    const fetchedAt = new Date().toISOString();
    const answers = await Promise.all(clients.map(read));
    return {
      items: answers.flatMap(({ items }) => items),
      fetchedAt,
      problems: answers.flatMap(({ problems }) => problems),
    };
  }
}

/** The organizations as far as they could be read. */
async function read(
  client: SentryClient,
): Promise<{ items: Organization[]; problems: SentryProblem[] }> {
  const { instance } = client;
  const items: Organization[] = [];
  try {
    let cursor: string | undefined;
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const { items: found, nextCursor } = await client.listOrganizations({
        cursor,
      });
      items.push(...found.map(({ slug, name }) => ({ instance, slug, name })));
      // A page that is its own next one has no end.
      if (nextCursor === undefined || nextCursor === cursor) {
        break;
      }
      cursor = nextCursor;
    }
    return { items, problems: [] };
  } catch (error) {
    if (!(error instanceof SentryProblemError)) {
      throw error;
    }
    return {
      items,
      problems: [{ project: { instance }, ...error.toProblem() }],
    };
  }
}

function noneTakesUserTokens(): SentryProblem {
  return {
    code: 'NOT_CONFIGURED',
    message: 'This portal asks no Sentry with the tokens of its users.',
    action:
      'Nothing needs to be connected. The platform team can change that with `auth: { type: user }` in the sentry section of app-config.yaml.',
  };
}
