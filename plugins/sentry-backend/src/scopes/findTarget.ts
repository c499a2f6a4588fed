import type {
  SentryProblem,
  SentryProjectKey,
  SentryProjectRef,
} from 'backstage-plugin-sentry-common';
import type {
  SentryInstanceConfig,
  SentryService,
} from 'backstage-plugin-sentry-node';
import {
  instanceNotNamed,
  organizationNotAllowed,
  organizationNotConfigured,
  unknownInstance,
} from './problems';

/** Where the project of an annotation's entry is to be looked for. */
export interface ProjectTarget {
  instance: SentryInstanceConfig;
  key: SentryProjectKey;
}

/**
 * Finds instance and organization of an entry, as far as config allows them: this is what keeps an annotation from
 * reaching everything that the portal's token can.
 */
export function findTarget(
  ref: SentryProjectRef,
  sentry: SentryService,
): ProjectTarget | { problem: SentryProblem } {
  const instance = sentry.getInstance(ref.instance);
  if (!instance) {
    return {
      problem:
        ref.instance === undefined
          ? instanceNotNamed(ref)
          : unknownInstance(ref),
    };
  }
  const organization = ref.organization ?? instance.organization;
  if (!organization) {
    return { problem: organizationNotConfigured(ref, instance.name) };
  }
  const key = { instance: instance.name, organization, project: ref.project };
  if (!isAllowed(organization, instance)) {
    return { problem: organizationNotAllowed(ref, key) };
  }
  return { instance, key };
}

function isAllowed(
  organization: string,
  instance: SentryInstanceConfig,
): boolean {
  return (
    organization === instance.organization ||
    instance.allowedOrganizations.some(
      allowed => allowed === '*' || allowed === organization,
    )
  );
}
