import type { Entity } from '@backstage/catalog-model';
import {
  demoToken,
  type EmulatorOptions,
} from 'backstage-plugin-sentry-emulator';
import { component } from './startPortal';

/** Two organizations of fifteen projects each. */
export const organizations = ['acme', 'acme-labs'];
const count = 15;

/** A Sentry that has nothing but these. */
export const manyProjects: EmulatorOptions = {
  world: {
    organizations: organizations.map((slug, organization) => ({
      slug,
      name: slug,
      members: [{ id: '501', name: 'Ada Park', username: 'ada' }],
      projects: Array.from({ length: count }, (_, index) => ({
        id: `${organization + 1}${String(index).padStart(2, '0')}`,
        slug: `${slug}-${index}`,
        name: `${slug} ${index}`,
        platform: 'node',
      })),
    })),
    users: [
      {
        id: '501',
        name: 'Ada Park',
        email: 'ada@example.com',
        organizations,
      },
    ],
    tokens: [
      {
        token: demoToken('default'),
        scopes: ['event:read', 'event:write', 'org:read', 'project:read'],
        organizations,
      },
    ],
  },
};

/** A component for each project, of its name, owned by the team. */
export const components: Entity[] = organizations.flatMap(slug =>
  Array.from({ length: count }, (_, index) =>
    ownedBy(
      'group:default/team',
      component(`${slug}-${index}`, `${slug}/${slug}-${index}`),
    ),
  ),
);

/** Their refs. */
export const componentRefs = components.map(
  ({ metadata }) => `component:default/${metadata.name}`,
);

/** The entity as the catalog has it once its owner is known. */
export function ownedBy(owner: string, entity: Entity): Entity {
  return {
    ...entity,
    relations: [
      ...(entity.relations ?? []),
      { type: 'ownedBy', targetRef: owner },
    ],
  };
}

/** An entity that holds others. */
export function holder(
  kind: string,
  name: string,
  type: 'hasPart' | 'ownerOf',
  targets: string[],
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    relations: targets.map(targetRef => ({ type, targetRef })),
  };
}
