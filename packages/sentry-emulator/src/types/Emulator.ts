import type {
  EmulatorIssue,
  EmulatorIssueLinks,
  EmulatorOccurrence,
  EmulatorRelease,
} from './seeds';
import type { EmulatorDialect } from './options';
import type { EmulatorToken } from './tokens';
import type { EmulatorFault, LoggedRequest } from './traffic';

/** @public */
export interface Emulator {
  /** Such as `http://127.0.0.1:7009`, base path and all, without a slash at the end. */
  readonly url: string;
  readonly seed: number;
  readonly dialect: EmulatorDialect;
  /** Milliseconds since 1970, by the clock of the options. */
  now(): number;
  /** The DSN with which an SDK sends events to that project. */
  dsn(organization: string, project: string): string;
  requests(): LoggedRequest[];
  clearRequests(): void;
  addFault(fault: EmulatorFault): void;
  clearFaults(): void;
  /**
   * Lets a further token in, or replaces one of the same value.
   *
   * @returns what lets it in no longer
   */
  addToken(token: EmulatorToken): () => void;
  /**
   * Tells of a release, or more of one that is known.
   *
   * @throws where there is no such organization or project
   */
  addRelease(organization: string, release: EmulatorRelease): void;
  /**
   * Lets Sentry find something by itself.
   *
   * @returns the id of its event
   * @throws where there is no such project
   */
  addOccurrence(
    organization: string,
    project: string,
    occurrence: EmulatorOccurrence,
  ): string;
  /**
   * Ties to an issue what others would have, in place of what was tied before.
   *
   * @throws where no issue has that number
   */
  linkIssue(id: string, links: EmulatorIssueLinks): void;
  /** The issues of a project in the order in which they came up. Nothing is logged. */
  issues(organization: string, project: string): EmulatorIssue[];
  /** Lets all access tokens of OAuth expire; their refresh tokens stay good. */
  expireAccessTokens(): void;
  /** Withdraws all authorizations: no access and no refresh token of OAuth is good any more. */
  revokeAuthorizations(): void;
  /** Ends the server and every connection to it. */
  close(): Promise<void>;
}
