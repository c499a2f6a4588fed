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
  return new SentryUpstreamError(firstFit(facts), {
    status: answer.status,
    multiProject: isMultiProject(facts),
    projectRefusal: isProjectRefusal(facts),
    noEndpoint: isNoEndpoint(facts),
    withoutBody: isWithoutBody(facts),
    unknownSort: unknownSort(facts),
  });
}

function firstFit(facts: AnswerFacts): SentryProblem {
  const row = answerProblems.find(({ when }) => when(facts));
  return (
    row?.problem(facts) ??
    unexpectedProblem(facts.subject, `the unexpected status ${facts.status}`)
  );
}
