import { SentryProblemError } from '../problems/SentryProblemError';
import { credentialIdOf } from './credentialIdOf';
import type { SentryCredentials } from './SentryCredentials';

/**
 * A DSN, which Sentry takes as `Authorization: DSN` where programs may tell it something
 * of a project. It proves nobody and reads nothing.
 */
export class DsnCredentials implements SentryCredentials {
  readonly credentialId: string;
  readonly source = 'dsn';
  /** The id of the project that the DSN names. */
  readonly project: string;
  readonly #dsn: string;

  /** @throws SentryProblemError `QUERY_INVALID` where it is no DSN; does not repeat it */
  static create(options: { dsn: string }): DsnCredentials {
    const url = URL.parse(options.dsn.trim());
    const project = /\/(\d{1,20})$/.exec(url?.pathname ?? '')?.[1];
    if (
      !url ||
      !/^https?:$/.test(url.protocol) ||
      !/^\w+$/.test(url.username) ||
      url.search ||
      url.hash ||
      !project
    ) {
      throw new SentryProblemError({
        code: 'QUERY_INVALID',
        message: 'What was given as DSN is none.',
        action:
          "Copy it from the project's settings in Sentry, Client Keys (DSN): https://key@host/number.",
      });
    }
    // Old ones hold a secret, which nothing asks for since.
    url.password = '';
    return new DsnCredentials(url.href, project);
  }

  private constructor(dsn: string, project: string) {
    this.#dsn = dsn;
    this.project = project;
    this.credentialId = credentialIdOf('dsn', dsn);
  }

  async getAuthorization(): Promise<string> {
    return `DSN ${this.#dsn}`;
  }
}
