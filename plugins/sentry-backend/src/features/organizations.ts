import type {
  SentryOrganizationsResponse,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import {
  sentryServerOf,
  SentryProblemError,
  type SentryCaller,
  type SentryClient,
  type SentryInstanceConfig,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import type { IdentityCheck } from '../scopes/identity';

// Of 100 organizations each.
const MAX_PAGES = 10;

type Organization = SentryOrganizationsResponse['items'][number];

interface Found {
  items: Organization[];
  problems: SentryProblem[];
}

/**
 * The organizations that the caller's own Sentry identity reaches. Asks Sentry each time:
 * that shows whether a connection works.
 */
export class OrganizationsService {
  readonly #sentry: SentryService;
  readonly #identity: IdentityCheck;

  constructor(options: { sentry: SentryService; identity: IdentityCheck }) {
    this.#sentry = options.sentry;
    this.#identity = options.identity;
  }

  /**
   * The instances that are asked with the caller's own token, even if only for changes. With
   * those that should be, but are another server: that is a problem to show.
   */
  get instances(): SentryInstanceConfig[] {
    return this.#sentry.config.instances.filter(
      ({ name, authType }) =>
        authType === 'user' || this.#sentry.takesUserTokens(name),
    );
  }

  /**
   * @throws SentryProblemError `NOT_CONFIGURED` where no instance takes the token of a user,
   *   `NOT_CONNECTED` where the caller has none, or one of another account everywhere
   */
  async list(caller: SentryCaller): Promise<SentryOrganizationsResponse> {
    const { instances } = this;
    if (!instances.length) {
      throw new SentryProblemError(noneTakesUserTokens());
    }
    const fetchedAt = new Date().toISOString();
    const answers = await Promise.all(
      instances.map(instance => this.#ofInstance(instance, caller)),
    );
    const items = this.#eachOnce(answers.flatMap(found => found.items));
    const problems = answers.flatMap(found => found.problems);
    if (!items.length && isNowhere(problems)) {
      throw new SentryProblemError(problems[0]);
    }
    return { items, fetchedAt, problems };
  }

  /** One server can be several instances: an organization is listed with that which has it. */
  #eachOnce(found: Organization[]): Organization[] {
    const byName = new Map<string, Organization>();
    for (const one of found) {
      const instance = this.#sentry.getInstance(one.instance);
      const server = instance && sentryServerOf(instance.baseUrl);
      const key = JSON.stringify([server, one.slug]);
      if (!byName.has(key) || instance?.organization === one.slug) {
        byName.set(key, one);
      }
    }
    return [...byName.values()];
  }

  async #ofInstance(
    instance: SentryInstanceConfig,
    caller: SentryCaller,
  ): Promise<Found> {
    const { name, organization } = instance;
    let client: SentryClient;
    try {
      client = await this.#sentry.getUserClient(name, { caller });
    } catch (error) {
      const problem = problemOf(error, name);
      // What is wrong with the token itself is wrong everywhere.
      if (problem.code !== 'NOT_CONFIGURED') {
        throw error;
      }
      return { items: [], problems: [problem] };
    }
    const question = { client, instance, caller, isOwn: true };
    try {
      await this.#identity.check(question);
    } catch (error) {
      return { items: [], problems: [problemOf(error, name)] };
    }
    const found = await read(client);
    if (organization !== undefined && !found.problems.length) {
      // What was found is shown all the same: it shows which account this is.
      try {
        await this.#identity.check({ ...question, organization });
      } catch (error) {
        found.problems.push(problemOf(error, name));
      }
    }
    return found;
  }
}

/** Whether the caller is connected to another account wherever one is expected. */
function isNowhere(problems: SentryProblem[]): boolean {
  return (
    problems.length > 0 &&
    problems.every(({ code }) => code === 'NOT_CONNECTED')
  );
}

/** @throws errors of other kinds */
function problemOf(error: unknown, instance: string): SentryProblem {
  if (!(error instanceof SentryProblemError)) {
    throw error;
  }
  return { project: { instance }, ...error.toProblem() };
}

/** The organizations as far as they could be read. */
async function read(client: SentryClient): Promise<Found> {
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
    return { items, problems: [problemOf(error, instance)] };
  }
}

function noneTakesUserTokens(): SentryProblem {
  return {
    code: 'NOT_CONFIGURED',
    message:
      'No Sentry instance is configured to be asked with the tokens of users.',
    action:
      'Nothing needs to be connected. To change that, ask your platform team to set `auth: { type: user }` in the sentry section of app-config.yaml, or, for changes alone, `auth.providers.sentry` for the same server.',
  };
}
