import type { SentryProblem } from 'backstage-plugin-sentry-common';
import {
  isMultiProject,
  isNoEndpoint,
  isProjectRefusal,
  isWithoutBody,
  unknownSort,
  type AnswerFacts,
  type FailedAnswer,
} from './answerFacts';
import type { SentryProblemReason } from '../../problems';
import { answerProblems } from './answerProblems';
import { readErrorDetail } from './errorBody';
import type { RequestSubject } from './requestSubject';
import { SentryUpstreamError } from './SentryUpstreamError';
import { unexpectedProblem } from './unexpectedProblem';

/** The problem that a failed answer of Sentry's amounts to: the first row of the table that fits. */
export function problemFromResponse(
  answer: FailedAnswer,
  subject: RequestSubject,
): SentryUpstreamError {
  const detail = answer.redact(readErrorDetail(answer.body));
  const facts: AnswerFacts = { ...answer, detail, subject };
  const problem = firstFit(facts);
  return new SentryUpstreamError(problem, {
    status: answer.status,
    reason: reasonOf(problem, facts),
    noEndpoint: isNoEndpoint(facts),
    withoutBody: isWithoutBody(facts),
    unknownSort: unknownSort(facts),
  });
}

function reasonOf(
  { code }: SentryProblem,
  facts: AnswerFacts,
): SentryProblemReason | undefined {
  if (isMultiProject(facts)) {
    return 'multi-project';
  }
  if (isProjectRefusal(facts)) {
    return 'project-access';
  }
  if (facts.status !== 404) {
    return undefined;
  }
  return code === 'QUERY_INVALID' ? 'unknown-environment' : 'not-found';
}

function firstFit(facts: AnswerFacts): SentryProblem {
  const row = answerProblems.find(({ when }) => when(facts));
  return (
    row?.problem(facts) ??
    unexpectedProblem(facts.subject, `the unexpected status ${facts.status}`)
  );
}
