import { useApi } from '@backstage/frontend-plugin-api';
import type {
  SentryProject,
  SentryReleaseRef,
} from 'backstage-plugin-sentry-common';
import { useCallback, useMemo } from 'react';
import { sentryApiRef } from '../../api/SentryApi';
import { useResource } from '../../data/useResource';

const none: SentryReleaseRef[] = [];

/**
 * The newest releases of a project, the newest first, each by when it went out; none
 * where they can't be had.
 */
export function useReleasesOf(
  entityRef: string,
  project: SentryProject,
  environment: string[] | undefined,
): SentryReleaseRef[] {
  const { instance, organization, slug } = project;
  const sentryApi = useApi(sentryApiRef);
  const { data } = useResource(
    useCallback(
      (signal: AbortSignal) =>
        sentryApi.getReleases(entityRef, { environment }, { signal }),
      [sentryApi, entityRef, environment],
    ),
  );
  return useMemo(
    () =>
      data?.items
        .filter(
          release =>
            release.instance === instance &&
            release.organization === organization &&
            release.projects.includes(slug),
        )
        .map(({ version, shortVersion, dateReleased, dateCreated }) => ({
          version,
          shortVersion,
          dateCreated: dateReleased ?? dateCreated,
        })) ?? none,
    [data, instance, organization, slug],
  );
}
