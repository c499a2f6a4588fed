import { parseEntityRef } from '@backstage/catalog-model';
import type { SentryComponent } from 'backstage-plugin-sentry-common';

/** How people call an entity. */
export function componentName(
  component: Pick<SentryComponent, 'ref' | 'title'>,
): string {
  return component.title ?? parseEntityRef(component.ref).name;
}
