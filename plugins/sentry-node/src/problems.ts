import {
  sentryProblemStatus,
  type SentryProblem,
  type SentryProblemCode,
} from 'backstage-plugin-sentry-common';
import { compact } from './mapping/fields';

/**
 * A {@link backstage-plugin-sentry-common#SentryProblem} as an error. Backstage's
 * error middleware answers it with `statusCode` and puts the other enumerable
 * fields into `error` of the body, so none of them may hold a secret. It takes no
 * cause for the same reason.
 *
 * @public
 */
export class SentryProblemError extends Error implements SentryProblem {
  readonly code: SentryProblemCode;
  readonly statusCode: number;
  readonly action?: string;
  readonly project?: SentryProblem['project'];
  readonly retryAfterSeconds?: number;
  readonly isChange?: true;
  readonly documentation?: string;
  readonly invalid?: SentryProblem['invalid'];
  readonly #reason: SentryProblemError['reason'];

  constructor(
    problem: SentryProblem,
    options: { reason?: SentryProblemError['reason'] } = {},
  ) {
    super(problem.message);
    this.#reason = options.reason;
    this.name = 'SentryProblemError';
    const { message: _message, ...fields } = problem;
    this.code = problem.code;
    Object.assign(this, fields);
    this.statusCode = sentryProblemStatus[problem.code];
  }

  /**
   * What the failure means to the code that asked, where its code does not say. Not part of the
   * problem: it gets into no answer.
   *
   * - `multi-project`: the organization's plan has no view over several projects; asking for one
   *   project at a time works.
   * - `project-access`: at least one of the projects is out of the credential's sight. Sentry does
   *   not say which: `hasAccess` of `listProjects` does, or asking for one project at a time. A
   *   server older than June 2026 answers a missing scope in the same way; each project is then
   *   refused, too.
   * - `unknown-environment`: the organization has no environment of a name that was asked for.
   *   Another one may have it.
   * - `not-found`: an endpoint that the server does not have, or something that it does not show.
   * - `queue-full`: Sentry was not asked, as the caller has too many other calls waiting. Says
   *   nothing of Sentry, and nothing to other callers.
   */
  get reason():
    | 'multi-project'
    | 'project-access'
    | 'unknown-environment'
    | 'not-found'
    | 'queue-full'
    | undefined {
    return this.#reason;
  }

  /** The problem as it goes into `problems` of an answer. */
  toProblem(): SentryProblem {
    return compact({
      code: this.code,
      message: this.message,
      action: this.action,
      project: this.project,
      retryAfterSeconds: this.retryAfterSeconds,
      isChange: this.isChange,
      documentation: this.documentation,
      invalid: this.invalid,
    });
  }

  /**
   * Backstage has no way to Sentry yet; says what to write into config.
   *
   * @param options - `instance`: the name of the one that is meant; `isKnown`: whether
   *   config has it, and only its credential is missing. Without options: config has no
   *   Sentry at all.
   */
  static notConfigured(
    options: { instance?: string; isKnown?: boolean } = {},
  ): SentryProblemError {
    const { instance, isKnown } = options;
    if (instance === undefined) {
      return new SentryProblemError({
        code: 'NOT_CONFIGURED',
        message: 'This portal is not connected to Sentry yet.',
        action: [
          'Ask your platform team to add to app-config.yaml:',
          '',
          'sentry:',
          '  organization: <slug of your Sentry organization>',
          '  token: ${SENTRY_TOKEN}',
        ].join('\n'),
      });
    }
    const key =
      instance === 'default'
        ? 'sentry.token'
        : `token of the instance \`${instance}\` below sentry.instances`;
    return new SentryProblemError({
      code: 'NOT_CONFIGURED',
      message: isKnown
        ? `The Sentry instance \`${instance}\` has no token.`
        : `Backstage's config has no Sentry instance \`${instance}\`.`,
      action: isKnown
        ? `Ask your platform team to set ${key} in app-config.yaml, and the environment variable it reads.`
        : 'Ask your platform team to add it below sentry.instances in app-config.yaml, with name, organization and token.',
    });
  }

  /**
   * A token may read issues and not change them; says who gives it what it lacks, where: the platform team, or the token's owner.
   *
   * @param options - `instance`: its name in config; `organization`: where it may not;
   *   `isOwn`: whether the token is the caller's own; `cause`: why it may not, without a full
   *   stop. Default: it lacks the scope
   */
  static cannotChange(options: {
    instance: string;
    organization?: string;
    isOwn: boolean;
    cause?: string;
  }): SentryProblemError {
    const { instance, organization, isOwn } = options;
    const { cause = 'it lacks the scope `event:write`' } = options;
    const place = organization
      ? ` in the organization \`${organization}\``
      : '';
    return new SentryProblemError({
      code: 'SCOPE_MISSING',
      message: `${isOwn ? 'Your' : 'The'} Sentry token of the instance \`${instance}\` may not change issues${place}: ${cause}.`,
      action: isOwn
        ? 'Choose Connect to Sentry again, and let it change issues (the scope `event:write`). If you did, ask an admin of the organization in Sentry for access to the project.'
        : `Ask your platform team to give the token the scope \`event:write\`: in Sentry, Settings, Developer Settings, the integration whose token the instance \`${instance}\` has, Issue & Event: Read & Write. It also has to reach the organization and its projects.`,
      isChange: true,
    });
  }
}
