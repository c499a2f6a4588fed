import type { SentryProblem } from 'backstage-plugin-sentry-common';
import type { SentryProblemError } from '../../problems';
import { safeText } from '../../text/mask';
import {
  isConcurrency,
  isTooMuchData,
  pauseSeconds,
  retryAfterSeconds,
} from '../http/rates';
import {
  isChange,
  missingScopes,
  nameAll,
  projectOf,
  readErrorDetail,
  type ErrorDetail,
  type FailedAnswer,
  type RequestSubject,
} from './facts';
import { refusedByProxy } from './fromFailure';
import { SentryUpstreamError } from './SentryUpstreamError';
import {
  loginRequired,
  rateLimited,
  refusedQuery,
  rejectedToken,
  requirements,
  scopeMissing,
  timedOut,
  unexpectedProblem,
} from './texts';

interface Failure extends FailedAnswer {
  detail: ErrorDetail;
  subject: RequestSubject;
}

/** The problem that a failed answer of Sentry's amounts to. */
export function problemFromResponse(
  answer: FailedAnswer,
  subject: RequestSubject,
): SentryUpstreamError {
  const detail = answer.redact(readErrorDetail(answer.body));
  const failure: Failure = { ...answer, detail, subject };
  const problem = problemOf(failure);
  const { status, body } = answer;
  return new SentryUpstreamError(problem, {
    status,
    reason: reasonOf(problem, failure),
    // To an unknown path Sentry answers with a page; everything else it says in JSON.
    noEndpoint: (status === 404 || status === 405) && body.kind === 'html',
    withoutBody: status === 404 && body.kind === 'empty',
    unknownSort: /^sort key '(\w{1,40})' not supported/i.exec(
      status === 400 ? detail.text : '',
    )?.[1],
  });
}

function reasonOf(
  { code }: SentryProblem,
  failure: Failure,
): SentryProblemError['reason'] {
  const { status, body, subject } = failure;
  if (isMultiProject(failure)) {
    return 'multi-project';
  }
  if (status === 404) {
    return code === 'QUERY_INVALID' ? 'unknown-environment' : 'not-found';
  }
  const isProjectRefusal =
    status === 403 &&
    body.kind === 'json' &&
    subject.projects?.length &&
    !missingScopes(failure).length &&
    !needsLogin(failure);
  return isProjectRefusal ? 'project-access' : undefined;
}

/** By the status and the body. Texts are those of Sentry's sources, always in English. */
function problemOf(failure: Failure): SentryProblem {
  const { status, headers, body, now, subject, detail } = failure;
  if (needsLogin(failure)) {
    return loginRequired(subject, detail);
  }
  if (isMultiProject(failure)) {
    return {
      code: 'QUERY_INVALID',
      message: `The Sentry plan of the organization \`${subject.organization}\` shows the issues of one project at a time.`,
      action: 'Choose one of the projects in the filter.',
    };
  }
  if (status === 429) {
    return tooManyRequests(failure);
  }
  if (status === 407) {
    // Of a proxy: Sentry never answers with it.
    return { code: 'UPSTREAM_UNAVAILABLE', ...refusedByProxy('407', subject) };
  }
  if (status >= 500) {
    return {
      code: 'UPSTREAM_UNAVAILABLE',
      message: `Sentry (${subject.host}) returned an error (${status}).`,
      action: `Try again in a few minutes. If this continues, ask your platform team to check ${subject.host}.`,
      ...(headers.has('retry-after') && {
        retryAfterSeconds: retryAfterSeconds(headers, now),
      }),
    };
  }
  if (['html', 'too-large', 'too-deep'].includes(body.kind)) {
    return unexpectedProblem(subject, `a web page (status ${status})`);
  }
  switch (status) {
    case 400:
    case 422:
      return refused(failure);
    case 401:
      return rejectedToken(subject, detail.text);
    case 403:
      return forbidden(failure);
    case 404:
      return notFound(failure);
    case 408:
      return timedOut(subject);
    case 410:
      return withdrawn(failure);
    default:
      return status === 409 && isChange(subject)
        ? refused(failure)
        : unexpectedProblem(subject, `the unexpected status ${status}`);
  }
}

function needsLogin({ status, detail: { code = '' } }: Failure): boolean {
  return (
    (status === 401 || status === 403) && Object.hasOwn(requirements, code)
  );
}

/** Whether the organization's plan has no view over several projects. */
function isMultiProject({ status, detail }: Failure): boolean {
  return (
    (status === 400 || status === 403) &&
    /multi project stream|view events from multiple projects/i.test(detail.text)
  );
}

function tooManyRequests(failure: Failure): SentryProblem {
  const { headers, now, subject, detail } = failure;
  const seconds = pauseSeconds(failure, now) || retryAfterSeconds(headers, now);
  const problem = rateLimited(subject, seconds);
  if (isTooMuchData(detail.text)) {
    return {
      ...problem,
      message: `The query is too large for ${subject.host}.`,
      action: 'Choose a shorter period or fewer projects, and try again.',
    };
  }
  if (isConcurrency(detail.text)) {
    return {
      ...problem,
      message: `${subject.host} allows no more requests at once.`,
      action: `Try again in a second. If this happens often, ask your platform team to lower \`client.maxConcurrency\` of the Sentry instance \`${subject.instance}\`.`,
    };
  }
  return problem;
}

function refused({ detail, subject }: Failure): SentryProblem {
  return isChange(subject)
    ? {
        code: 'QUERY_INVALID',
        message: `Sentry rejects the change: ${safeText(detail.text) || 'it gives no reason'}`,
        action: 'Choose something else, or change the issue in Sentry.',
        isChange: true,
      }
    : {
        code: 'QUERY_INVALID',
        action: 'Correct the search, or clear the filters.',
        ...refusedQuery(detail.text, subject.query),
      };
}

function forbidden(failure: Failure): SentryProblem {
  const { subject } = failure;
  const scopes = missingScopes(failure);
  if (!subject.sought || scopes.length) {
    return scopeMissing(subject, scopes);
  }
  // Servers older than June 2026 don't say which of these it is.
  const cause = subject.namesScopes
    ? `or the token's owner has no access to it`
    : `the token's owner has no access to it, or the token lacks the scope \`project:read\``;
  return {
    code: 'PROJECT_NOT_FOUND',
    message: `Sentry does not show ${nameProject(subject)} to the token: it does not exist, ${cause}.`,
    action: `Compare the slug with the project's settings in Sentry. If it is correct, ask an admin of ${subject.organization} in Sentry to check the access and the scopes of the token.`,
    project: projectOf(subject),
  };
}

function notFound({ body, detail, subject }: Failure): SentryProblem {
  const { organization, environments } = subject;
  // What sentry.io's gateway answers within an organization that it does not know.
  if (organization && body.kind === 'empty') {
    return unknownOrganization(subject);
  }
  if (subject.project) {
    return {
      code: 'PROJECT_NOT_FOUND',
      message: `Sentry has no ${nameProject(subject)}, or does not show it to the token.`,
      action: `Compare the slug with the project's settings in Sentry. If it is correct, ask your platform team to give Backstage access.`,
      project: projectOf(subject),
    };
  }
  const isWithin = /no matching event/i.test(detail.text);
  const isOfEvent =
    isWithin ||
    !environments?.length ||
    // Of an event that is asked for by its id, whatever the environments.
    /^event not found/i.test(detail.text);
  if (subject.event && isOfEvent) {
    const where = isWithin
      ? ` in the environments ${nameAll(environments)}`
      : '';
    return {
      code: 'ISSUE_NOT_FOUND',
      message: `Sentry has no such event of the issue${where}; events are kept for a limited time.`,
      action: `Choose another event${isWithin ? ', or all environments' : ''}.`,
    };
  }
  if (environments?.length) {
    return {
      code: 'QUERY_INVALID',
      message: `Sentry has no environment ${nameAll(environments)} in the organization \`${organization}\`.`,
      action:
        'Choose another environment, or correct the annotation sentry.io/environment of this entity.',
    };
  }
  if (subject.issue) {
    return {
      code: 'ISSUE_NOT_FOUND',
      message: 'Sentry has no such issue, or does not show it to the token.',
      action: 'Open the issue from the list.',
    };
  }
  return organization
    ? unknownOrganization(subject)
    : unexpectedProblem(
        subject,
        'status 404, as servers without this part of the API do',
      );
}

function withdrawn({ headers, redact }: Failure): SentryProblem {
  const replacement = redact(headers.get('x-sentry-replacement-endpoint'));
  return {
    code: 'UPSTREAM_UNAVAILABLE',
    message: `Sentry is withdrawing an endpoint that this version of the plugin uses${replacement ? `; its replacement is ${safeText(replacement)}` : ''}.`,
    action:
      'Try again in a few minutes, and ask your platform team to update the Sentry plugins.',
    retryAfterSeconds: 60,
  };
}

function nameProject({ organization, project = '' }: RequestSubject): string {
  return `project ${nameAll([project])} in the organization \`${organization}\``;
}

function unknownOrganization(subject: RequestSubject): SentryProblem {
  const { host, instance, organization } = subject;
  return {
    code: 'ORGANIZATION_NOT_FOUND',
    message: `Sentry (${host}) has no organization \`${organization}\`.`,
    action: `Check the organization in the annotation of this entity. If it is correct, ask your platform team to check \`organization\` and \`baseUrl\` of the Sentry instance \`${instance}\`.`,
    project: { instance, organization },
  };
}
