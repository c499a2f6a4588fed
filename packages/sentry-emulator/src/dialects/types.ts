import type { Request, Response } from 'express';
import type { EmulatorTokenKind } from '../types';
import type { SentryApiError } from '../webApi/errors';
import type { ApiRoute } from '../webApi/types';

/** What tells one kind of server from another. */
export interface Dialect {
  readonly routes: readonly ApiRoute[];
  /** Whether answers tell the rate limits, unless the options say otherwise. */
  readonly sendsRateLimits: boolean;
  /** Whether endpoints have rates of their own, and requests beyond them are refused. */
  readonly enforcesRateLimits: boolean;
  /** Whether `project` takes slugs besides numbers. */
  readonly takesProjectSlugs: boolean;
  /** Whether organizations and projects are known by their slugs of today alone, not by ids. */
  readonly namesBySlugAlone: boolean;
  /** Where its pages of an issue and of lists are. */
  readonly pages: { readonly issue: string; readonly issues: string };
  /** Whether there is a sort and an event called `recommended`. */
  readonly knowsRecommended: boolean;
  /** Whether a change of issues by ids that find nothing becomes one of what the search finds. */
  readonly bulkUpdateFallsBack: boolean;
  /** Whether an organization says on which host it lives. */
  readonly hasRegions: boolean;
  readonly hasSingleSignOn: boolean;
  readonly hasOAuth: boolean;
  readonly tokenKinds: readonly EmulatorTokenKind[];
  /** Says in this server's way what Sentry would say. */
  sendRefusal(res: Response, error: SentryApiError): void;
  sendTooManyRequests(
    res: Response,
    limit: { limit: number; windowSeconds: number },
  ): void;
  sendUnknownRoute(req: Request, res: Response): void;
}
