import type {
  SentryIssuesQuery,
  SentryProject,
  SentryRelease,
  SentryReleaseHealth,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryAnswer,
} from 'backstage-plugin-sentry-node';
import type { AuthorizedEntity } from '../access/types';
import {
  optional,
  type AnswerPipeline,
  type EntityServiceOptions,
} from '../answers/answerFrom';
import type { Answer } from '../answers/AnswerCache';
import { sum, sumOfAll } from '../answers/compose';
import {
  askKnownEnvironments,
  refuseUnknownEnvironments,
  type WithinEnvironments,
} from '../answers/environments';
import type { Cached } from '../cache/types';
import type { ProjectScope } from '../scopes/types';
import { askedEnvironments } from './issues/query';

/** One of these is needed to read releases with a legacy API key. */
const RELEASE_SCOPES = ['project:releases', 'project:write', 'project:admin'];

/** What releases can be asked for. */
export type ReleasesQuery = Pick<SentryIssuesQuery, 'environment' | 'project'>;

/** The releases of one scope, as the cache keeps them. */
interface ScopeReleases extends WithinEnvironments {
  items: SentryRelease[];
}

/** The releases of an entity's projects, the newest first. */
export class ReleasesService {
  readonly #parts: EntityServiceOptions;

  constructor(options: EntityServiceOptions) {
    this.#parts = options;
  }

  /**
   * Releases, their health and new issues within the environments, which are the
   * entity's own where none is asked for.
   *
   * @throws SentryProblemError where no project can be asked
   */
  async list(
    authorized: AuthorizedEntity,
    asked: ReleasesQuery,
  ): Promise<Answer> {
    const { resolver, pipeline } = this.#parts;
    const environments = askedEnvironments(
      asked.environment,
      authorized.entity.annotations,
    );
    return pipeline.answerFrom({
      kind: 'releases',
      resolved: await resolver.resolve(authorized, asked.project),
      parameters: environments,
      load: scope => askReleases(pipeline, scope, environments),
      merge: ({ answers, failures }) => {
        const used = answers.map(({ value }) => value);
        if (!failures.length) {
          refuseUnknownEnvironments(used.map(({ value }) => value));
        }
        return {
          content: {
            items: newestFirst(used.flatMap(({ value }) => value.items)),
          },
          used,
        };
      },
    });
  }
}

/** The releases of one scope, from the cache or from Sentry. */
export function askReleases(
  pipeline: AnswerPipeline,
  scope: ProjectScope,
  environments: string[],
): Promise<Cached<ScopeReleases>> {
  return pipeline.ask<ScopeReleases>(scope, {
    kind: 'releases.scope',
    parameters: environments,
    load: () =>
      askKnownEnvironments<ScopeReleases>({
        pipeline,
        scope,
        environments,
        ask: names => loadReleases(scope, names),
        isFound: ({ items }) => items.length > 0,
        none: { items: [] },
      }),
  });
}

/** By when they were added, as Sentry lists them: of each scope these are the latest. */
export function newestFirst(releases: SentryRelease[]): SentryRelease[] {
  const dateOf = ({ dateReleased, dateCreated }: SentryRelease) =>
    Date.parse(dateCreated ?? dateReleased ?? '') || 0;
  return releases.sort((a, b) => dateOf(b) - dateOf(a));
}

/** Sessions are optional: many tokens lack the scope for them. */
async function loadReleases(
  scope: ProjectScope,
  environment: string[],
): Promise<ScopeReleases> {
  const { client, organization, projects, projectIds } = scope;
  const params = { project: projectIds, environment };
  const [releases, sessions = []] = await Promise.all([
    client.listReleases(organization, params),
    optional(client.releaseSessions(organization, params)),
  ]);
  if (!releases.length) {
    await refuseKeyWithoutReleases(scope);
  }
  return {
    items: releases.map(release => {
      const health = releaseHealth(release, sessions, projects);
      return health ? { ...release, health } : release;
    }),
  };
}

/**
 * To a legacy API key without one of these scopes Sentry lists no releases, without an error.
 *
 * @throws SentryProblemError where the key is known to lack them
 */
async function refuseKeyWithoutReleases({
  client,
  instance,
  organization,
}: ProjectScope): Promise<void> {
  if (instance.authType !== 'api-key') {
    return;
  }
  const { scopes } = (await optional(client.getIndex())) ?? {};
  if (scopes && !RELEASE_SCOPES.some(scope => scopes.includes(scope))) {
    throw new SentryProblemError({
      code: 'SCOPE_MISSING',
      message: `Sentry shows releases only to API keys with the scope \`project:releases\` or \`project:write\`; the key of the instance \`${instance.name}\` has neither.`,
      action:
        'Ask your platform team to give the API key the scope `project:releases`, or to use the token of an internal integration instead.',
      project: { instance: instance.name, organization },
    });
  }
}

/**
 * The health of a release in its projects among these; absent where Sentry has no sessions of
 * it. Its adoption is its share of the sessions of these projects. Of several projects, users
 * count once in each.
 *
 * @param sessions - of all releases
 * @param projects - those that were asked about
 */
export function releaseHealth(
  release: Pick<SentryRelease, 'version' | 'projects'>,
  sessions: SentryAnswer<'releaseSessions'>[number][],
  projects: SentryProject[],
): SentryReleaseHealth | undefined {
  const ids = projects
    .filter(({ slug }) => release.projects.includes(slug))
    .map(({ id }) => id);
  const ofIts = sessions.filter(({ project }) => ids.includes(project));
  const own = ofIts.filter(({ version }) => version === release.version);
  if (!own.length) {
    return undefined;
  }
  // A project without sessions of the release counts, too.
  const whole = new Map(ofIts.map(one => [one.project, one.ofProject]));
  const count = sum(own.map(one => one.sessions));
  const users = sumOfAll(own.map(one => one.users));
  const adoption = shareOf(count, sumOfAll([...whole.values()]));
  const crashFreeSessions = meanOf(
    own.map(one => [one.crashFreeSessions, one.sessions]),
  );
  const crashFreeUsers = meanOf(
    own.map(one => [one.crashFreeUsers, one.users]),
  );
  return {
    sessions: count,
    ...(users !== undefined && { users }),
    ...(crashFreeSessions !== undefined && { crashFreeSessions }),
    ...(crashFreeUsers !== undefined && { crashFreeUsers }),
    ...(adoption !== undefined && { adoption }),
  };
}

function shareOf(part: number, whole: number | undefined): number | undefined {
  // Two calls count: what began between them is in one alone.
  return whole
    ? Math.min(1, Math.round((part / whole) * 1e4) / 1e4)
    : undefined;
}

/** Each rate weighs as much as what it was counted over. */
function meanOf(
  rates: [rate: number | undefined, weight: number | undefined][],
): number | undefined {
  const known = rates.flatMap(([rate, weight]) =>
    rate !== undefined && weight ? [{ rate, weight }] : [],
  );
  const whole = sum(known.map(({ weight }) => weight));
  return whole
    ? sum(known.map(({ rate, weight }) => rate * weight)) / whole
    : undefined;
}
