import type { SentryProblem } from '../problems';

/**
 * How a configured Sentry instance is doing; what a platform team needs to see
 * that it works, or why it doesn't. Never a token.
 *
 * @public
 */
export interface SentryInstanceStatus {
  /** Name in config. */
  name: string;
  /** Scheme, host and path; no credentials. */
  baseUrl: string;
  /** Slug of the default organization. */
  organization?: string;
  /**
   * Whether the server answered at all. Absent where it was not asked: an instance
   * with a credential per viewer, and a viewer who is not connected.
   */
  reachable?: boolean;
  /** Time of the answer, in milliseconds. */
  latencyMs?: number;
  /**
   * The address of the region that the default organization lives in, where `baseUrl` is
   * another: asked there, its answers take no detour. Absent where nothing is better.
   */
  recommendedBaseUrl?: string;
  /** Whether the connection is encrypted. */
  tls: boolean;
  /** Whether the default organization is there and visible to the credential. */
  organizationFound?: boolean;
  /** `auth.type` of config; absent where there is no credential. */
  credential?: string;
  /** Absent where the server does not return it. */
  scopes?: {
    held: string[];
    /** What reading issues needs and the credential lacks. */
    missing: string[];
    /** What the credential holds beyond what these plugins use. */
    unneeded: string[];
  };
  /** When the credential ends, ISO 8601; absent where that is not known. */
  expiresAt?: string;
  rateLimit?: {
    limit: number;
    remaining: number;
    /** ISO 8601. */
    resetsAt: string;
  };
  /** What kind of server it is. */
  server?: { dialect: 'sentry' | 'glitchtip'; version?: string };
  /** Whether Sentry's webhooks reach this portal. Absent where the server has none. */
  webhooks?: SentryWebhookStatus;
  /**
   * What template actions create projects with. Absent where they are not installed, or
   * could not be asked.
   */
  provisioning?: SentryProvisioningStatus;
  /** What is wrong now, worst first. */
  problems: SentryProblem[];
  /**
   * What has gone wrong lately when somebody asked this server, latest first: each kind
   * once, a few at most, as far as the process that answers has seen it. Absent where
   * nothing has.
   */
  lastProblems?: {
    problem: SentryProblem;
    /** When it was last seen, ISO 8601 in UTC. */
    at: string;
    /** How often since the first time. */
    count: number;
  }[];
}

/**
 * Whether Sentry's webhooks about the default organization reach this portal. Never a secret.
 *
 * @public
 */
export interface SentryWebhookStatus {
  /** The address of this portal that Sentry has to send them to. */
  url: string;
  /** Whether config has the client secret that they are signed with. */
  hasSecret: boolean;
  /** The integration in Sentry that sends them. Absent where none does, or Sentry was not asked. */
  integration?: {
    name: string;
    /** Where it sends them, without a query. */
    webhookUrl: string;
    /** What it has subscribed to, such as `issue`. */
    resources: string[];
    /** Whether alerts can be sent to it. */
    isAlertable: boolean;
  };
  /**
   * What keeps webhooks from arriving, as far as is known: no `secret` in config; no
   * `integration`; one that sends to another `address`, is not `enabled`, or has not
   * subscribed to `issue`. Empty where nothing is missing.
   */
  missing: ('secret' | 'integration' | 'address' | 'enabled' | 'issue')[];
  /** Where to change it in Sentry, for a browser. Absent where no organization is known. */
  settingsLink?: string;
  /**
   * When the last one arrived, ISO 8601 in UTC, to the nearest 10 s. Absent where none has.
   */
  lastReceivedAt?: string;
  /** Why Sentry could not be asked for its integrations. */
  problem?: SentryProblem;
}

/**
 * How the credential is that template actions use at an instance. Never the token.
 *
 * @public
 */
export interface SentryProvisioningStatus {
  /**
   * `not-configured`: config has no token for this instance; `rejected`: Sentry does not
   * accept it; `unknown`: Sentry could not be asked.
   */
  token: 'accepted' | 'rejected' | 'not-configured' | 'unknown';
  /** Absent where the server does not return it. */
  scopes?: { held: string[]; missing: string[] };
}

/**
 * Answer of `GET /instances`.
 *
 * @public
 */
export interface SentryInstancesResponse {
  items: SentryInstanceStatus[];
  /** When the servers were asked, ISO 8601 in UTC. */
  fetchedAt: string;
}

/**
 * Answer of `GET /me/organizations`: what the caller's own Sentry identity
 * reaches.
 *
 * @public
 */
export interface SentryOrganizationsResponse {
  items: { instance: string; slug: string; name: string }[];
  /** When Sentry was asked, ISO 8601 in UTC. */
  fetchedAt: string;
  problems: SentryProblem[];
}
