import { NotFoundError } from '@backstage/errors';
import type { SentryReleaseDetail } from 'backstage-plugin-sentry-common';
import type { SentryAnswer } from 'backstage-plugin-sentry-node';
import type { AuthorizedEntity } from '../access/types';
import {
  optional,
  throwMostHelpful,
  type EntityServiceOptions,
} from '../answers/answerFrom';
import type { Answer } from '../answers/AnswerCache';
import { issuesLink } from '../scopes/links';
import type { ProjectScope } from '../scopes/types';
import { askedEnvironments } from './issues/query';
import { releaseHealth, type ReleasesQuery } from './releases';

/** The window that issues of a release are counted over. */
const COUNTED = '90d';

/** A release of an entity's projects, with its health, commits, deploys and issues. */
export class ReleaseService {
  readonly #parts: EntityServiceOptions;

  constructor(options: EntityServiceOptions) {
    this.#parts = options;
  }

  /**
   * One release, of the first of the entity's organizations that has it.
   *
   * @throws NotFoundError where none of the projects has it
   * @throws SentryProblemError where no project can be asked
   */
  async show(
    authorized: AuthorizedEntity,
    version: string,
    asked: ReleasesQuery,
  ): Promise<Answer> {
    const { resolver, pipeline } = this.#parts;
    const environments = askedEnvironments(
      asked.environment,
      authorized.entity.annotations,
    );
    return pipeline.answerFrom({
      kind: 'release',
      resolved: await resolver.resolve(authorized, asked.project),
      parameters: [version, environments],
      load: scope =>
        pipeline.ask<ScopeRelease | null>(scope, {
          kind: 'release.scope',
          parameters: [version, environments],
          isChangeable: true,
          load: () => loadRelease(scope, version, environments),
        }),
      merge: ({ answers, failures }) => {
        for (const { scope, value: cached } of answers) {
          if (cached.value) {
            return {
              content: contentOfRelease(scope, cached.value, environments),
              used: [cached],
            };
          }
        }
        throwMostHelpful(failures);
        throw new NotFoundError(
          `The Sentry projects of ${authorized.entity.ref} have no release of that version`,
        );
      },
    });
  }
}

/** One release of the scope, as the cache keeps it. */
interface ScopeRelease {
  facts: SentryAnswer<'getRelease'>;
  /** Absent where Sentry does not count them. */
  counts?: SentryAnswer<'countIssues'>[number][];
}

type ReleaseContent = Omit<
  SentryReleaseDetail,
  'fetchedAt' | 'stale' | 'problems'
>;

/** The searches for issues of a release, by what they find. */
function searchesOf(
  version: string,
): [keyof SentryReleaseDetail['issues'], string][] {
  const quoted = `"${version.replace(/["\\]/g, '\\$&')}"`;
  return [
    ['new', `firstRelease:${quoted}`],
    ['regressed', `regressed_in_release:${quoted}`],
    ['unresolved', `is:unresolved release:${quoted}`],
  ];
}

/** Health and counts are optional, and so are commits and deploys. */
async function loadRelease(
  scope: ProjectScope,
  version: string,
  environment: string[],
): Promise<ScopeRelease | null> {
  const { client, organization, projects, projectIds } = scope;
  const params = { project: projectIds, environment };
  const facts = await client.getRelease(organization, version, params);
  if (!facts) {
    return null;
  }
  const [sessions = [], counts] = await Promise.all([
    optional(client.releaseSessions(organization, params)),
    optional(
      client.countIssues(organization, {
        ...params,
        statsPeriod: COUNTED,
        queries: searchesOf(version).map(([, query]) => query),
      }),
    ),
  ]);
  const health = releaseHealth(facts.release, sessions, projects);
  return {
    facts: health ? { ...facts, release: { ...facts.release, health } } : facts,
    ...(counts && { counts }),
  };
}

function contentOfRelease(
  scope: ProjectScope,
  { facts, counts = [] }: ScopeRelease,
  environments: string[],
): ReleaseContent {
  const { release } = facts;
  const issues = searchesOf(release.version).flatMap(([name, query], index) => {
    const { count, capped = false } = counts[index] ?? {};
    const link = issuesLink([scope], {
      query,
      environments,
      statsPeriod: COUNTED,
    });
    return count === undefined || !link
      ? []
      : [[name, { count, capped, query, link }] as const];
  });
  return {
    ...facts,
    issues: Object.fromEntries(issues),
    links: release.link ? { sentry: release.link } : {},
  };
}
