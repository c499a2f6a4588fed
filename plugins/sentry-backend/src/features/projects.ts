import type { SentryProjectEntry } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import type { AuthorizedEntity } from '../access/types';
import type { EntityServiceOptions } from '../answers/answerFrom';
import type { Answer } from '../answers/AnswerCache';
import { projectIssuesLink } from '../scopes/links';
import type { ResolvedEntry } from '../scopes/types';
import { capabilitiesOf } from './capabilities';

/** The Sentry projects of an entity, and what their servers can do. */
export class ProjectsService {
  readonly #parts: EntityServiceOptions;

  constructor(options: EntityServiceOptions) {
    this.#parts = options;
  }

  /**
   * @throws SentryProblemError where the annotation has no readable entry, or the
   *   caller is connected to none of the instances
   */
  async list(authorized: AuthorizedEntity): Promise<Answer> {
    const { resolver, pipeline } = this.#parts;
    const resolved = await resolver.resolveAll(authorized);
    const { entries, scopes, clients } = resolved;
    const [first] = entries;
    if (
      first?.problem &&
      entries.every(({ problem }) => problem?.code === 'NOT_CONNECTED')
    ) {
      throw new SentryProblemError(first.problem);
    }
    // Problems of entries stand with their entries; these belong to none.
    const problems = [
      ...(authorized.entity.annotations?.problems ?? []),
      ...resolved.limits,
    ];
    // These change when the kind of a server is found out.
    const all = capabilitiesOf([
      ...clients,
      ...scopes.map(({ client, organization }) => ({
        instance: client.instance,
        capabilities: client.capabilitiesOf(organization),
      })),
    ]);
    const isOwn = scopes.every(
      ({ client }) =>
        !client.isShared && client.capabilities.server === 'sentry',
    );
    const capabilities = all && {
      ...all,
      ...(scopes.length > 0 && isOwn && { assignedToMe: true as const }),
    };
    return pipeline.answerFrom({
      kind: 'projects',
      // Resolving has asked all that there is to ask.
      resolved: { ...resolved, scopes: [], problems },
      parameters: [
        entries.map(({ ref }) => ref.ref),
        JSON.stringify(problems),
        JSON.stringify(capabilities ?? null),
      ],
      load: async () => undefined,
      merge: () => ({
        content: {
          items: entries.map(toEntry),
          ...(capabilities && { capabilities }),
        },
        used: entries.flatMap(({ facts }) => facts ?? []),
        isPartial: entries.some(entry => entry.problem && entry.mayPass),
      }),
    });
  }
}

function toEntry(entry: ResolvedEntry): SentryProjectEntry {
  if (entry.problem) {
    return { ref: entry.ref.ref, problem: entry.problem };
  }
  const { ref, project, platform, instance, client } = entry;
  return {
    ref: ref.ref,
    ...project,
    ...(platform && { platform }),
    link: projectIssuesLink(instance, client, project),
  };
}
