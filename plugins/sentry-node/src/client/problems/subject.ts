import { safeText } from '../../text/mask';
import type { SentryCredentials } from '../../credentials/types';
import type { SentryProjectKey } from 'backstage-plugin-sentry-common';

/** Names as a message shows them. */
export function nameAll(names: string[]): string {
  return names.map(name => `\`${safeText(name)}\``).join(', ');
}

/** What a request is about, as its problems name it. Holds no secret. */
export interface RequestSubject {
  /** Name of the instance in config. */
  instance: string;
  /** Host of the server, with the port where it is unusual. */
  host: string;
  /** The same with the protocol; that of the public address where there is another. */
  origin?: string;
  /** Origin of the server that is asked. */
  askedAt?: string;
  /** Whether the server says which scope is missing, where it is that. */
  namesScopes?: boolean;
  /** Absent where the request is about the server or the token. */
  organization?: string;
  /** Where the token comes from: see `SentryCredentials`. */
  tokenSource?: SentryCredentials['source'];
  /** The one project asked for. */
  project?: string;
  /** Whether the request is to find out if there is that project. */
  sought?: boolean;
  /** The one issue asked about. */
  issue?: string;
  /** The event of it that is asked for. */
  event?: string;
  /** Ids of the projects a list is filtered by. */
  projects?: string[];
  /** The scope that suffices, for servers that don't name the missing one. */
  scope?: string;
  /** Names of the environments a list is filtered by. */
  environments?: string[];
}

/** Whether it is to change issues: problems of that have other words. */
export function isChange({ scope }: Pick<RequestSubject, 'scope'>): boolean {
  return scope === 'event:write';
}

/** The part of a problem that says which project it belongs to. */
export function projectOf(subject: RequestSubject): Partial<SentryProjectKey> {
  const { instance, organization, projects } = subject;
  const project =
    subject.project ?? (projects?.length === 1 ? projects[0] : undefined);
  return {
    instance,
    ...(organization && { organization }),
    ...(project && { project }),
  };
}
