import type { JsonValue } from '@backstage/types';
import type { Source } from '../projects';

/** What every answer about a source depends on, as parts of its cache key. */
export function sourceKey(source: Source): JsonValue[] {
  const { instance, client, organization, projects } = source;
  return [
    instance.name,
    instance.baseUrl,
    client.credentialId,
    organization,
    projects.map(({ id }) => id),
  ];
}
