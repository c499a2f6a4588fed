import type { SentryReleaseRef } from 'backstage-plugin-sentry-common';
import { ExternalLink } from '../ui/ExternalLink';

/** A release by its short name, linked to its page in Sentry. */
export function ReleaseLink(props: { release: SentryReleaseRef }) {
  const { version, shortVersion, link } = props.release;
  return (
    <ExternalLink href={link} title={version} variant="body-small">
      <bdi>{shortVersion ?? version}</bdi>
    </ExternalLink>
  );
}
