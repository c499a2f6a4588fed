import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { safeText } from '../../text/mask';
import {
  isConcurrency,
  isTooMuchData,
  pauseSeconds,
  retryAfterSeconds,
} from '../http/rates';
import {
  loginRequired,
  scopeMissing,
  rateLimited,
  refusedQuery,
  timedOut,
  rejectedToken,
  unexpectedProblem,
} from './texts';
import { proxyAnswer } from './fromFailure';
import type { SentryProblemReason } from '../../problems';
import { SentryUpstreamError } from './SentryUpstreamError';
import {
  isChange,
  nameAll,
  projectOf,
  RequestSubject,
  isLoginRequired,
  isMultiProject,
  isNoEndpoint,
  isProjectRefusal,
  isWithoutBody,
  missingScopes,
  readErrorDetail,
  unknownSort,
  AnswerFacts,
  FailedAnswer,
} from './facts';

interface Row {
  when: (facts: AnswerFacts) => boolean;
  problem: (facts: AnswerFacts) => SentryProblem;
}

/**
 * From what Sentry answers to the problem it is. The first row that fits counts.
 * The bodies and headers are those of Sentry's own sources, in English always.
 */
const answerProblems: Row[] = [
  {
    when: ({ status }) => status === 429,
    problem: ({ headers, body, now, subject, detail }) => ({
      ...rateLimited(
        subject,
        pauseSeconds({ headers, body }, now) || retryAfterSeconds(headers, now),
      ),
      ...(isTooMuchData(detail.text) && {
        message: `The query is too large for ${subject.host}.`,
        action: 'Choose a shorter period or fewer projects, and try again.',
      }),
      ...(isConcurrency(detail.text) && {
        message: `${subject.host} allows no more requests at once.`,
        action: `Try again in a second. If it happens often, the platform team lowers \`client.maxConcurrency\` of the Sentry instance \`${subject.instance}\`.`,
      }),
    }),
  },
  {
    // Sentry never says so.
    when: ({ status }) => status === 407,
    problem: ({ subject }) => ({
      code: 'UPSTREAM_UNAVAILABLE',
      ...proxyAnswer('407', { subject }),
    }),
  },
  {
    when: ({ status, detail }) =>
      (status === 401 || status === 403) && isLoginRequired(detail),
    problem: ({ subject, detail }) => loginRequired(subject, detail),
  },
  {
    when: ({ status, body }) =>
      status < 500 && ['html', 'too-large', 'too-deep'].includes(body.kind),
    problem: ({ subject, status }) =>
      unexpectedProblem(subject, `a web page (status ${status})`),
  },
  {
    when: ({ status }) => status === 401,
    problem: ({ subject, detail }) => rejectedToken(subject, detail.text),
  },
  {
    when: isMultiProject,
    problem: ({ subject }) => ({
      code: 'QUERY_INVALID',
      message: `The Sentry plan of the organization \`${subject.organization}\` shows the issues of one project at a time.`,
      action: 'Choose one of the projects in the filter.',
    }),
  },
  {
    when: facts => facts.status === 403 && missingScopes(facts).length > 0,
    problem: facts => scopeMissing(facts.subject, missingScopes(facts)),
  },
  {
    // Which of these it is, servers older than June 2026 don't say.
    when: ({ status, subject }) => status === 403 && Boolean(subject.sought),
    problem: ({ subject }) => ({
      code: 'PROJECT_NOT_FOUND',
      message: `Sentry does not show the token ${nameProject(subject)}: there is none, ${subject.namesScopes ? `or the token's owner has no access to it` : `the token's owner has no access to it, or the token lacks the scope \`project:read\``}.`,
      action: `The owner of the catalog entity checks the project's slug; an admin of ${subject.organization} in Sentry checks the access and the scopes of the token.`,
      project: projectOf(subject),
    }),
  },
  {
    when: ({ status }) => status === 403,
    problem: ({ subject }) => scopeMissing(subject, []),
  },
  {
    // The gateway knows of nothing within the organization; what knows it says so in words.
    when: facts =>
      isWithoutBody(facts) && facts.subject.organization !== undefined,
    problem: ({ subject }) => unknownOrganization(subject),
  },
  {
    when: ({ status, subject }) =>
      status === 404 && subject.project !== undefined,
    problem: ({ subject }) => ({
      code: 'PROJECT_NOT_FOUND',
      message: `Sentry has no ${nameProject(subject)}, or does not show it to the token.`,
      action: `The owner of the catalog entity checks the project's slug, the last part of its address in Sentry's settings.`,
      project: projectOf(subject),
    }),
  },
  {
    // Of an event that is asked for by its id, environments are none of Sentry's business.
    when: ({ status, subject, detail }) =>
      status === 404 &&
      subject.event !== undefined &&
      (!subject.environments?.length || /^event not found/i.test(detail.text)),
    problem: () => ({
      code: 'ISSUE_NOT_FOUND',
      message:
        'Sentry has no such event of the issue; events are kept for a limited time.',
      action: 'Choose another event.',
    }),
  },
  {
    when: ({ status, subject, detail }) =>
      status === 404 &&
      subject.event !== undefined &&
      /no matching event/i.test(detail.text),
    problem: ({ subject }) => ({
      code: 'ISSUE_NOT_FOUND',
      message: `Sentry has no such event of the issue in the environments ${nameAll(subject.environments ?? [])}; events are kept for a limited time.`,
      action: 'Choose another event, or all environments.',
    }),
  },
  {
    when: ({ status, subject }) =>
      status === 404 && Boolean(subject.environments?.length),
    problem: ({ subject }) => ({
      code: 'QUERY_INVALID',
      message: `Sentry knows no environment ${nameAll(subject.environments ?? [])} in the organization \`${subject.organization}\`.`,
      action:
        'Choose another environment; the owner of the catalog entity checks the annotation sentry.io/environment.',
    }),
  },
  {
    when: ({ status, subject }) =>
      status === 404 && subject.issue !== undefined,
    problem: () => ({
      code: 'ISSUE_NOT_FOUND',
      message: 'Sentry has no such issue, or does not show it to the token.',
      action: 'Open the issue from the list.',
    }),
  },
  {
    when: ({ status, subject }) =>
      status === 404 && subject.organization === undefined,
    problem: ({ subject }) =>
      unexpectedProblem(
        subject,
        'status 404, as servers without this part of the API do',
      ),
  },
  {
    when: ({ status }) => status === 404,
    problem: ({ subject }) => unknownOrganization(subject),
  },
  {
    when: ({ status, subject }) =>
      [400, 409, 422].includes(status) && isChange(subject),
    problem: ({ detail }) => ({
      code: 'QUERY_INVALID',
      message: `Sentry refuses the change: ${safeText(detail.text) || 'it gives no reason'}`,
      action: 'Choose something else, or change the issue in Sentry.',
      isChange: true,
    }),
  },
  {
    when: ({ status }) => status === 400 || status === 422,
    problem: ({ detail, subject }) => ({
      code: 'QUERY_INVALID',
      message: refusedQuery(detail.text, subject.query),
      action: 'Correct the search, or clear the filters.',
    }),
  },
  {
    when: ({ status }) => status === 408,
    problem: ({ subject }) => timedOut(subject),
  },
  {
    when: ({ status }) => status === 410,
    problem: ({ subject, headers, redact }) => {
      const replacement = redact(headers.get('x-sentry-replacement-endpoint'));
      return {
        code: 'UPSTREAM_UNAVAILABLE',
        message: `Sentry is withdrawing an endpoint that this version of the plugin uses${replacement ? `; its replacement is ${safeText(replacement)}` : ''}.`,
        action: `Try again in a few minutes; the platform team updates the Sentry plugins for the instance \`${subject.instance}\`.`,
        retryAfterSeconds: 60,
      };
    },
  },
  {
    when: ({ status }) => status >= 500,
    problem: ({ subject, status, headers, now }) => ({
      code: 'UPSTREAM_UNAVAILABLE',
      message: `Sentry (${subject.host}) returned an error (${status}).`,
      action: `Try again in a few minutes. If this continues, ask your platform team to check ${subject.host}.`,
      ...(headers.has('retry-after') && {
        retryAfterSeconds: retryAfterSeconds(headers, now),
      }),
    }),
  },
];

function nameProject({ organization, project }: RequestSubject) {
  return `project ${nameAll(project ? [project] : [])} in the organization \`${organization}\``;
}

function unknownOrganization(subject: RequestSubject): SentryProblem {
  return {
    code: 'ORGANIZATION_NOT_FOUND',
    message: `Sentry at ${subject.host} has no organization \`${subject.organization}\`.`,
    action: `The owner of the catalog entity checks the organization in the annotation; the platform team checks \`organization\` and \`baseUrl\` of the Sentry instance \`${subject.instance}\`.`,
    project: {
      instance: subject.instance,
      organization: subject.organization,
    },
  };
}

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
