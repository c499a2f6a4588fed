import type {
  SentryAnalysisResponse,
  SentryAnalysisStatus,
  SentryAnalysisStep,
} from 'backstage-plugin-sentry-common';
import { z } from 'zod';
import { visibleText, maskText, tidyName, tidyText } from '../text/mask';
import { shorten } from '../text/shorten';
import { compact, toHttpUrl, toIsoDate } from './fields';
import { fieldsOf, listOf, plainOf, type Fields } from './read';

/*
 * Sentry calls this payload experimental: "may change". Everything of it is optional here, and
 * what has another shape is absent.
 */

const MAX_STEPS = 30;
const MAX_TEXT = 8_000;

export const autofixSchema = z.object({ autofix: z.unknown() });

/**
 * What the analysis of an issue has found so far.
 */
export type SentryAnalysis = Pick<
  SentryAnalysisResponse,
  | 'status'
  | 'startedAt'
  | 'updatedAt'
  | 'rootCause'
  | 'solution'
  | 'pullRequests'
>;

const statuses: Record<string, SentryAnalysisStatus> = {
  processing: 'running',
  pending: 'running',
  completed: 'done',
  error: 'failed',
  cancelled: 'failed',
  need_more_information: 'waiting',
  waiting_for_user_response: 'waiting',
  awaiting_user_input: 'waiting',
};

/** Reduces the state of Seer's autofix to what is shown. */
export function toAnalysis(autofix: unknown): SentryAnalysis {
  if (autofix === null || autofix === undefined) {
    return { status: 'none', pullRequests: [] };
  }
  const run = fieldsOf(autofix);
  const steps = listOf(run.steps).slice(0, MAX_STEPS).map(fieldsOf);
  const status = plainOf(run.status)?.toLowerCase() ?? '';
  return compact<SentryAnalysis>({
    status: Object.hasOwn(statuses, status) ? statuses[status] : 'unknown',
    startedAt: dateOf(run.last_triggered_at),
    updatedAt: dateOf(run.updated_at),
    rootCause: rootCauseOf(steps),
    solution: solutionOf(steps),
    pullRequests: [...steps, run].flatMap(pullRequestsOf).slice(0, 10),
  });
}

/** Seer's times have no zone: they are in UTC. */
function dateOf(value: unknown): string | undefined {
  const time = plainOf(value);
  return toIsoDate(
    time && (/(?:Z|[+-]\d\d:?\d\d)$/.test(time) ? time : `${time}Z`),
  );
}

function rootCauseOf(steps: Fields[]): SentryAnalysis['rootCause'] {
  const step = steps.findLast(({ type }) => type === 'root_cause_analysis');
  const [first] = listOf(step?.causes);
  const cause = fieldsOf(first);
  const text = markdownOf(cause.description);
  return text === undefined
    ? undefined
    : { text, steps: stepsOf(cause.root_cause_reproduction) };
}

function solutionOf(steps: Fields[]): SentryAnalysis['solution'] {
  const step = steps.findLast(({ type }) => type === 'solution');
  const found = stepsOf(step?.solution);
  const text = markdownOf(step?.description);
  if (found.length) {
    return found;
  }
  return text === undefined ? undefined : [{ title: text }];
}

function stepsOf(raw: unknown): SentryAnalysisStep[] {
  return listOf(raw)
    .slice(0, MAX_STEPS)
    .map(fieldsOf)
    .flatMap(step => {
      const title = markdownOf(step.title);
      const file = fieldsOf(step.relevant_code_file).file_path;
      return title === undefined
        ? []
        : compact<SentryAnalysisStep>({
            title,
            text: markdownOf(step.code_snippet_and_analysis),
            file: tidyName(plainOf(file), 500),
          });
    });
}

/** Of the changes that a step proposes, those that have become pull requests. */
function pullRequestsOf(part: Fields): SentryAnalysis['pullRequests'] {
  const changes = Array.isArray(part.changes) ? part.changes : [];
  const codebases = Object.values(fieldsOf(part.codebases));
  const states = Object.values(fieldsOf(part.repo_pr_states));
  return [...changes, ...codebases, ...states].flatMap(raw => {
    const change = fieldsOf(raw);
    const pullRequest = fieldsOf(change.pull_request);
    const url = toHttpUrl(
      plainOf(pullRequest.pr_url) ?? plainOf(change.pr_url),
    );
    return url
      ? compact({
          url,
          title: tidyText(plainOf(change.title), 200),
          repository: tidyName(plainOf(change.repo_name), 200),
        })
      : [];
  });
}

/** As `textOf`, with its lines and indentation. */
function markdownOf(value: unknown): string | undefined {
  const raw = typeof value === 'string' ? value : '';
  const shown = visibleText(raw.slice(0, 2 * MAX_TEXT)).trim();
  return shown ? shorten(maskText(shown), MAX_TEXT) : undefined;
}
