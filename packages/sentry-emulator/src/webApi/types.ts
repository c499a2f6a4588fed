import type { Request, Response } from 'express';
import type { Directory, Organization } from '../directory';
import type { AlertStore } from '../store/AlertStore';
import type { EventStore } from '../store/EventStore';
import type {
  EmulatorProject,
  EmulatorToken,
  EmulatorTokenKind,
} from '../types/options';
import type { SentryApiError } from './http';

/** What every route can ask. */
export interface ApiContext {
  readonly directory: Directory;
  readonly store: EventStore;
  readonly alerts: AlertStore;
  now(): number;
  /** Such as `http://127.0.0.1:7009`. */
  readonly baseUrl: string;
  readonly dialect: Dialect;
}

export interface ApiRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly params: Readonly<Record<string, string>>;
  /** The header of that name. */
  readonly authorization?: string;
  /** Absent on the few routes that anybody may call. */
  readonly token?: EmulatorToken;
}

export interface OrganizationRequest extends ApiRequest {
  readonly organization: Organization;
}

export interface ProjectRequest extends OrganizationRequest {
  readonly project: EmulatorProject;
}

export interface ApiAnswer {
  readonly status?: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
}

interface RouteBase {
  readonly method: 'get' | 'post' | 'put';
  /** In Express' syntax, `:organization` and `:project` as named there. */
  readonly path: string;
}

/**
 * A route of the Web API: who may call it is said here, and checked before it runs.
 */
export type ApiRoute = RouteBase &
  (
    | {
        readonly kind: 'open';
        /** Whether a token that is not good is as none. Default: it is refused. */
        readonly takesAnyToken?: boolean;
        handle(request: ApiRequest, context: ApiContext): ApiAnswer;
      }
    | {
        readonly kind: 'token';
        /** Any one of them suffices. */
        readonly scopes: readonly string[];
        handle(request: ApiRequest, context: ApiContext): ApiAnswer;
      }
    | {
        readonly kind: 'organization';
        readonly scopes: readonly string[];
        handle(request: OrganizationRequest, context: ApiContext): ApiAnswer;
      }
    | {
        readonly kind: 'project';
        readonly scopes: readonly string[];
        handle(request: ProjectRequest, context: ApiContext): ApiAnswer;
      }
  );

/** How one kind of server differs from another. */
export interface Dialect {
  readonly routes: readonly ApiRoute[];
  /** Whether answers have rate-limit headers, unless the options say otherwise. */
  readonly sendsRateLimits: boolean;
  /** Whether endpoints have rates of their own, and requests beyond them are refused. */
  readonly enforcesRateLimits: boolean;
  /** Whether the parameter `project` accepts slugs besides ids. */
  readonly takesProjectSlugs: boolean;
  /** Whether organizations and projects are found by their current slug only, not by id. */
  readonly namesBySlugAlone: boolean;
  /** Paths of its web pages. */
  readonly pages: { readonly issue: string; readonly issues: string };
  /** Whether there is a sort and an event called `recommended`. */
  readonly knowsRecommended: boolean;
  /** Whether a change of several issues whose ids match nothing changes what its search matches. */
  readonly bulkUpdateFallsBack: boolean;
  /** Whether an organization says on which host it lives. */
  readonly hasRegions: boolean;
  /** Whether alerts are of the workflow engine, and no rules of projects. */
  readonly hasWorkflows: boolean;
  readonly hasSingleSignOn: boolean;
  readonly hasOAuth: boolean;
  readonly tokenKinds: readonly EmulatorTokenKind[];
  /** Sends an error in this server's format. */
  sendRefusal(res: Response, error: SentryApiError): void;
  sendTooManyRequests(
    res: Response,
    limit: { limit: number; windowSeconds: number },
  ): void;
  sendUnknownRoute(req: Request, res: Response): void;
}
