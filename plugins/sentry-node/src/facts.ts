import {
  isSentryProblemCode,
  type SentrySummariesResponse,
  type SentrySummary,
  type SentrySummaryCount,
} from 'backstage-plugin-sentry-common';

/**
 * What scorecards know of an entity's Sentry projects. A fact that is not known is absent,
 * never zero.
 *
 * @public
 */
export interface SentryFacts {
  hasProject?: boolean;
  hasAlert?: boolean;
  hasOwnerRule?: boolean;
  unresolvedCount?: number;
  unhandledCount?: number;
  highPriorityCount?: number;
  regressedCount?: number;
  newCount?: number;
  oldestUnresolvedDays?: number;
  crashFreeSessions?: number;
}

/**
 * Each fact with its type and its meaning, for schemas of facts and metrics.
 *
 * @public
 */
export const sentryFacts: {
  [Name in keyof SentryFacts]-?: {
    type: 'boolean' | 'integer' | 'float';
    title: string;
    description: string;
  };
} = {
  hasProject: {
    type: 'boolean',
    title: 'Has a Sentry project',
    description:
      'Whether the entity names Sentry projects that Backstage finds, at least one of them.',
  },
  hasAlert: {
    type: 'boolean',
    title: 'Has a Sentry alert',
    description:
      'Whether each of its projects has an enabled alert that notifies someone.',
  },
  hasOwnerRule: {
    type: 'boolean',
    title: 'Has Sentry ownership rules',
    description:
      'Whether each of its projects has an ownership rule in its settings, which says whose issues are.',
  },
  unresolvedCount: {
    type: 'integer',
    title: 'Unresolved Sentry issues',
    description:
      'Unresolved issues with events in the last 14 days. Sentry counts to 100 in each organization, as in all counts here.',
  },
  unhandledCount: {
    type: 'integer',
    title: 'Unhandled Sentry issues',
    description: 'Those of errors that the program does not handle.',
  },
  highPriorityCount: {
    type: 'integer',
    title: 'Sentry issues of high priority',
    description: 'Those of high priority.',
  },
  regressedCount: {
    type: 'integer',
    title: 'Regressed Sentry issues',
    description: 'Those that were resolved and came back.',
  },
  newCount: {
    type: 'integer',
    title: 'New Sentry issues',
    description: 'Those first seen in the last 7 days.',
  },
  oldestUnresolvedDays: {
    type: 'integer',
    title: 'Age of the oldest unresolved Sentry issue',
    description:
      'How many days ago the oldest of them was first seen, at least: 1, 7, 14, 30, 60, 90, 180 or 365; 0 where it is younger, or there is none.',
  },
  crashFreeSessions: {
    type: 'float',
    title: 'Crash-free sessions',
    description:
      'Share of the sessions of the newest release in the last day that did not crash, 0 to 1.',
  },
};

const counts = [
  ['unresolvedCount', 'unresolved'],
  ['unhandledCount', 'unhandled'],
  ['highPriorityCount', 'highPriority'],
  ['regressedCount', 'regressed'],
  ['newCount', 'new'],
] as const satisfies [keyof SentryFacts, SentrySummaryCount][];

/** What is wrong with the annotation. All else says nothing of whether there is a project. */
const lacksProject = new Set<string>([
  'ANNOTATION_MISSING',
  'ANNOTATION_INVALID',
  'PROJECT_NOT_FOUND',
  'ORGANIZATION_NOT_FOUND',
]);

/** Of one answer of `GET /summaries?facts=true`. */
export function factsOf({
  summary,
  problem,
}: SentrySummariesResponse['items'][number]): SentryFacts {
  if (summary) {
    return {
      hasProject: true,
      // What leaves out a project is no fact about the entity.
      ...(!summary.partial && factsOfSummary(summary)),
    };
  }
  return isSentryProblemCode(problem.code) && lacksProject.has(problem.code)
    ? { hasProject: false }
    : {};
}

function factsOfSummary(summary: SentrySummary): SentryFacts {
  const facts: SentryFacts = { ...summary.facts };
  for (const [fact, count] of counts) {
    // Some servers do not have every count.
    if (summary[count] !== undefined && !summary.uncounted?.[count]) {
      facts[fact] = summary[count];
    }
  }
  const { crashFreeSessions } = summary.release?.health ?? {};
  return {
    ...facts,
    ...(crashFreeSessions !== undefined && { crashFreeSessions }),
  };
}
