import type { JsonObject } from '@backstage/types';
import type {
  SentryInstanceConfig,
  SentryService,
} from 'backstage-plugin-sentry-node';
import type { SentryEntity } from '../access/types';

// Of a domain with many parts the first are enough to know where to look.
const MAX_PROJECTS = 20;

/**
 * What an entity makes this portal ask: instances, organizations, projects as the
 * annotation names them, and with which kind of credential.
 */
export function describeTargets(
  { annotations }: SentryEntity,
  sentry: SentryService,
): JsonObject {
  const refs = annotations?.refs ?? [];
  const instances = new Set<string>();
  const organizations = new Set<string>();
  const credentials = new Set<string>();
  const projects: string[] = [];
  for (const { instance: name, organization: named, project } of refs) {
    const instance = sentry.getInstance(name);
    const organization = named ?? instance?.organization;
    if (instance && organization) {
      instances.add(instance.name);
      organizations.add(`${instance.name}:${organization}`);
      credentials.add(instance.authType ?? 'none');
      projects.push(`${instance.name}:${organization}/${project}`);
    }
  }
  return {
    instances: [...instances],
    organizations: [...organizations].slice(0, MAX_PROJECTS),
    projects: projects.slice(0, MAX_PROJECTS),
    ...(projects.length > MAX_PROJECTS && { projectCount: projects.length }),
    credentials: [...credentials],
  };
}

/** Instances asked about no project, with the caller's own token. */
export function describeInstances(
  instances: SentryInstanceConfig[],
): JsonObject {
  return {
    instances: instances.map(({ name }) => name),
    credentials: ['user'],
  };
}
