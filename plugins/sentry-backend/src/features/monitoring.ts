import type {
  SentryFinding,
  SentryMonitor,
  SentryUnalertedProject,
} from 'backstage-plugin-sentry-common';
import type { SentryAnswer } from 'backstage-plugin-sentry-node';
import type { AuthorizedEntity } from '../access/types';
import {
  optional,
  unlessRefused,
  type AnswerPipeline,
  type EntityServiceOptions,
} from '../answers/answerFrom';
import type { Answer } from '../answers/AnswerCache';
import { sum } from '../answers/compose';
import type { Cached } from '../cache/types';
import { within } from '../cache/SourceCache';
import type { ProjectScope } from '../scopes/types';

const FINDINGS_MS = 10 * 60_000;
/** A summary does not wait longer for these: the next one has them. */
const FINDINGS_PATIENCE_MS = 1_000;
const MAX_NAMES = 5;

/** What one scope lacks, or what of it fails; a part is absent where the server has no such endpoint. */
export interface ScopeFindings {
  alerts?: { unalerted: SentryUnalertedProject[]; total: number };
  monitors?: {
    unhealthy: Pick<SentryMonitor, 'name' | 'link'>[];
    total: number;
  };
}

/** Who is alerted of an entity's issues, and how its jobs and addresses do. */
export class MonitoringService {
  readonly #parts: EntityServiceOptions;

  constructor(options: EntityServiceOptions) {
    this.#parts = options;
  }

  /** @throws SentryProblemError where no project can be asked */
  async listAlerts(authorized: AuthorizedEntity): Promise<Answer> {
    const { resolver, pipeline } = this.#parts;
    return pipeline.answerFrom({
      kind: 'alerts',
      resolved: await resolver.resolve(authorized),
      parameters: [],
      load: scope => askAlerts(pipeline, scope),
      merge: ({ answers }) => {
        const used = answers.map(({ value }) => value);
        const known = used.flatMap(({ value }) => value ?? []);
        return {
          content: {
            items: known
              .flatMap(({ items }) => items)
              .sort((a, b) => a.name.localeCompare(b.name, 'en')),
            supported: known.length > 0,
            unalerted: known.flatMap(({ unalerted }) => unalerted),
          },
          used,
        };
      },
    });
  }

  /** @throws SentryProblemError where no project can be asked */
  async listMonitors(authorized: AuthorizedEntity): Promise<Answer> {
    const { resolver, pipeline } = this.#parts;
    return pipeline.answerFrom({
      kind: 'monitors',
      resolved: await resolver.resolve(authorized),
      parameters: [],
      load: scope =>
        pipeline.ask(scope, {
          kind: 'monitors.scope',
          load: async () => (await loadMonitors(scope, true)) ?? null,
        }),
      merge: ({ answers }) => {
        const used = answers.map(({ value }) => value);
        const known = used.flatMap(({ value }) => (value ? [value] : []));
        return {
          content: {
            items: known
              .flat()
              .sort(
                (a, b) =>
                  Number(isUnhealthy(b)) - Number(isUnhealthy(a)) ||
                  a.name.localeCompare(b.name, 'en'),
              ),
            supported: known.length > 0,
          },
          used,
        };
      },
    });
  }
}

/**
 * The findings of one scope, kept for ten minutes; `undefined` where they are not there in
 * time, or the server has no such endpoint.
 */
export async function askFindings(
  pipeline: AnswerPipeline,
  scope: ProjectScope,
): Promise<ScopeFindings | undefined> {
  const asking = optional(
    pipeline.ask<ScopeFindings>(scope, {
      kind: 'findings.scope',
      ttlMs: FINDINGS_MS,
      load: () => loadFindings(scope),
    }),
  );
  return (await within(asking, FINDINGS_PATIENCE_MS))?.value;
}

async function loadFindings(scope: ProjectScope): Promise<ScopeFindings> {
  const [alerts, monitors] = await Promise.all([
    unlessRefused(loadAlerts(scope)),
    unlessRefused(loadMonitors(scope, false)),
  ]);
  return {
    ...(alerts && {
      alerts: { unalerted: alerts.unalerted, total: scope.projects.length },
    }),
    ...(monitors && {
      monitors: {
        unhealthy: monitors
          .filter(isUnhealthy)
          .map(({ name, link }) => ({ name, link })),
        total: monitors.length,
      },
    }),
  };
}

/** The findings of several scopes as one list; `undefined` where nothing is known. */
export function mergeFindings(
  found: (ScopeFindings | undefined)[],
): SentryFinding[] | undefined {
  const alerts = found.flatMap(one => one?.alerts ?? []);
  const monitors = found.flatMap(one => one?.monitors ?? []);
  if (!alerts.length && !monitors.length) {
    return undefined;
  }
  return [
    ...finding(
      'no-alert',
      alerts.flatMap(({ unalerted }) =>
        unalerted.map(({ project, link }) => ({ name: project, link })),
      ),
      sum(alerts.map(({ total }) => total)),
    ),
    ...finding(
      'unhealthy-monitor',
      monitors.flatMap(({ unhealthy }) => unhealthy),
      sum(monitors.map(({ total }) => total)),
    ),
  ];
}

function finding(
  type: SentryFinding['type'],
  about: { name: string; link?: string }[],
  total: number,
): SentryFinding[] {
  const [first] = about;
  return first
    ? [
        {
          type,
          count: about.length,
          total,
          names: about.slice(0, MAX_NAMES).map(({ name }) => name),
          ...(first.link && { link: first.link }),
        },
      ]
    : [];
}

function askAlerts(
  pipeline: AnswerPipeline,
  scope: ProjectScope,
): Promise<Cached<SentryAnswer<'listAlerts'> | null>> {
  return pipeline.ask(scope, {
    kind: 'alerts.scope',
    load: async () => (await loadAlerts(scope)) ?? null,
  });
}

/**
 * Whether each project of a scope has an alert that notifies someone; `undefined` where that is
 * not known.
 */
export async function askHasAlert(
  pipeline: AnswerPipeline,
  scope: ProjectScope,
): Promise<boolean | undefined> {
  const alerts = (await optional(askAlerts(pipeline, scope)))?.value;
  if (!alerts) {
    return undefined;
  }
  const alerted = alerts.items
    .filter(({ recipients }) => recipients.length)
    .flatMap(({ projects }) => projects);
  return alerts.unalerted.length
    ? false
    : // Of some projects neither may be known.
      scope.projects.every(({ slug }) => alerted.includes(slug)) || undefined;
}

function loadAlerts({ client, organization, projects }: ProjectScope) {
  return client.listAlerts(organization, { projects: namesOf(projects) });
}

function loadMonitors(
  { client, organization, projects }: ProjectScope,
  withCheckIns: boolean,
) {
  return client.listMonitors(organization, {
    projects: namesOf(projects),
    withCheckIns,
  });
}

function namesOf(projects: ProjectScope['projects']) {
  return projects.map(({ id, slug }) => ({ id, slug }));
}

function isUnhealthy({ state }: SentryMonitor): boolean {
  return state === 'failing' || state === 'missed';
}
