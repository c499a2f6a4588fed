import { parseEntityRef } from '@backstage/catalog-model';
import {
  SENTRY_PROJECT_FORM as FORM,
  SENTRY_PROJECT_SLUG_ANNOTATION as annotation,
  type SentryProblem,
  type SentryProjectKey,
  type SentryProjectRef,
  type SentryProject,
  type SentryProblemCode,
} from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import type { ProjectScope } from './types';
import { isOutage } from '../cache/failures';

/** Neither the entity nor what belongs to it and the caller may see names a project. */
export function annotationMissing(entityRef: string): SentryProblem {
  const { message, whose } = missingOn(entityRef);
  return {
    code: 'ANNOTATION_MISSING',
    message,
    action: `In ${whose}, add under metadata.annotations: ${annotation}: <project>. Allowed forms are ${FORM}.`,
  };
}

function missingOn(entityRef: string): { message: string; whose: string } {
  switch (parseEntityRef(entityRef).kind.toLowerCase()) {
    case 'system':
    case 'domain':
      return {
        message: `Neither ${entityRef} nor any part of it that you may see has a ${annotation} annotation.`,
        whose: 'the catalog-info.yaml of its components',
      };
    case 'group':
      return {
        message: `Nothing that ${entityRef} owns and you may see has a ${annotation} annotation.`,
        whose: 'the catalog-info.yaml of what it owns',
      };
    case 'user':
      return {
        message: `No entity that was looked through for you has a ${annotation} annotation.`,
        whose: 'the catalog-info.yaml of what you own',
      };
    default:
      return {
        message: `${entityRef} has no ${annotation} annotation, so Backstage can't find its Sentry project.`,
        whose: "this entity's catalog-info.yaml",
      };
  }
}

/** An aggregate of more projects than one list can hold. */
export function tooManyProjects(
  entityRef: string,
  count: number,
  limit: number,
): SentryProblem {
  return {
    code: 'ANNOTATION_INVALID',
    message: `${entityRef} has ${count} Sentry projects with all its parts; only the first ${limit} are shown.`,
    action: 'Look at one of its parts instead.',
  };
}

/** The annotation relies on a default instance, and config has none. */
export function instanceNotNamed(ref: SentryProjectRef): SentryProblem {
  return {
    code: 'ANNOTATION_INVALID',
    message: `The entry \`${ref.ref}\` of the annotation ${annotation} names no Sentry instance, and this portal has several but no default one.`,
    action:
      "In this entity's catalog-info.yaml, write the entry as `instance:org/project`.",
    project: { project: ref.project },
  };
}

/** The annotation relies on a default organization, and config has none. */
export function organizationNotConfigured(
  ref: SentryProjectRef,
  instance: string,
): SentryProblem {
  return {
    code: 'NOT_CONFIGURED',
    message: `The entry \`${ref.ref}\` of the annotation ${annotation} names no organization, and Sentry instance \`${instance}\` has no default one.`,
    action:
      'Write the entry as `org/project`, or ask your platform team to set the `organization` of that instance under `sentry` in app-config.yaml.',
    project: { instance, project: ref.project },
  };
}

/** The annotation names an instance that config does not have. */
export function unknownInstance(ref: SentryProjectRef): SentryProblem {
  return {
    code: 'ANNOTATION_INVALID',
    message: `The entry \`${ref.ref}\` of the annotation ${annotation} names the Sentry instance \`${ref.instance}\`, which this portal does not have.`,
    action: `In this entity's catalog-info.yaml, write the entry as ${FORM} with an instance configured under \`sentry.instances\`.`,
    project: { instance: ref.instance, project: ref.project },
  };
}

/** The annotation names an organization that config does not allow. */
export function organizationNotAllowed(
  ref: SentryProjectRef,
  key: SentryProjectKey,
): SentryProblem {
  return {
    code: 'ANNOTATION_INVALID',
    message: `The entry \`${ref.ref}\` of the annotation ${annotation} names the organization \`${key.organization}\`, which this portal does not allow for the Sentry instance \`${key.instance}\`.`,
    action: `In this entity's catalog-info.yaml, write the entry as ${FORM} with an allowed organization, or ask your platform team to add \`${key.organization}\` to \`allowedOrganizations\` of that instance in app-config.yaml.`,
    project: key,
  };
}

/** The project does not exist, or the portal's credential can't see it. */
export function projectNotFound(
  ref: SentryProjectRef,
  key: SentryProjectKey,
): SentryProblem {
  return {
    code: 'PROJECT_NOT_FOUND',
    message: `Backstage can't find the project \`${ref.ref}\` of the annotation ${annotation} in the Sentry organization \`${key.organization}\`.`,
    action: `Compare the slug with the project's settings in Sentry. If the slug is correct, ask your platform team to give Backstage access.`,
    project: key,
  };
}

/** The credential may read issues, and nothing else of the organization. */
export function onlyIssuesReadable({
  instance,
  organization,
}: SentryProjectKey): SentryProblem {
  return {
    code: 'SCOPE_MISSING',
    message: `The Sentry token of the instance \`${instance}\` may read the issues of the organization \`${organization}\` and nothing else: environments, releases, people, users over time and suspect commits are missing.`,
    action:
      'Ask your platform team to give the token the scopes `org:read` and `project:read`.',
    project: { instance, organization },
  };
}

/** Sentry lists the project, but refuses to show its issues to this credential. */
export function projectHidden(
  { instance, organization }: ProjectScope,
  { slug }: SentryProject,
): SentryProblem {
  const isViewers =
    instance.authType === 'user' || instance.authType === 'token-exchange';
  return {
    code: 'PROJECT_NOT_FOUND',
    message: isViewers
      ? `Sentry does not show you the issues of the project \`${slug}\` in the organization \`${organization}\`: your account has no access to it.`
      : `Sentry does not show Backstage the issues of the project \`${slug}\` in the organization \`${organization}\`: its token has no access to it.`,
    action: isViewers
      ? "Ask a member of the project's team, or an admin of the organization, for access in Sentry."
      : `Ask your platform team to give the token of the Sentry instance \`${instance.name}\` access to the project, or to use the token of an internal integration.`,
    project: { instance: instance.name, organization, project: slug },
  };
}

/** Nothing else can be fixed before these are. */
const credential: SentryProblemCode[] = [
  'NOT_CONFIGURED',
  'NOT_CONNECTED',
  'TOKEN_REJECTED',
  'SSO_REQUIRED',
  'SCOPE_MISSING',
];

/** Of several problems the one that its reader can do most about. */
export function mostHelpful<T extends { code: SentryProblemCode }>(
  problems: T[],
): T | undefined {
  return (
    problems.find(({ code }) => credential.includes(code)) ??
    // An outage may pass by itself.
    problems.find(({ code }) => !isOutage(code)) ??
    problems[0]
  );
}

/** Whether a failure is the problem of that code. */
export function isProblem(
  error: unknown,
  code: SentryProblemCode,
): error is SentryProblemError {
  return error instanceof SentryProblemError && error.code === code;
}
