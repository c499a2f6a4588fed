import type {
  SentryReleaseRef,
  SentryRepositoryRef,
} from 'backstage-plugin-sentry-common';
import { sentryReleaseLink, type SentryPlace } from './sentryLinks';
import { compact, toHttpUrl, toIsoDate } from './fields';
import { fieldsOf, nameOf, plainOf, type Fields } from './read';

const COMMIT = /^[0-9a-f]{7,64}$/i;

/** @param release - of a list or an issue; of an event, which can hold anything */
export function toReleaseRef(
  release: unknown,
  context: SentryPlace,
): SentryReleaseRef | undefined {
  const raw = fieldsOf(release);
  const version = plainOf(raw.version);
  if (!version || !isVersion(version)) {
    return undefined;
  }
  const described = fieldsOf(fieldsOf(raw.versionInfo).version);
  return compact<SentryReleaseRef>({
    version,
    shortVersion: nameOf(raw.shortVersion, 100) ?? nameOf(described.raw, 100),
    dateCreated: toIsoDate(plainOf(raw.dateCreated)),
    ...toCommit(raw, version),
    link: sentryReleaseLink(context, version),
  });
}

function isVersion(version: string): boolean {
  return (
    version.length <= 250 &&
    // Half of a surrogate pair, which no address has.
    !/\p{Surrogate}/u.test(version) &&
    // eslint-disable-next-line no-control-regex
    !/[\u0000-\u001f\u007f]|\p{Bidi_Control}/u.test(version)
  );
}

/**
 * The newest commit that Sentry was told of, where it says of which repository; else the
 * version, where that is one.
 */
function toCommit(
  { lastCommit, ref }: Fields,
  version: string,
): Pick<SentryReleaseRef, 'commit' | 'repository'> {
  const last = fieldsOf(lastCommit);
  const id = commitOf(last.id);
  const repository = toRepository(fieldsOf(last.repository));
  if (id && repository) {
    return { commit: id, repository };
  }
  const full = /^(?:[^@]+@)?([0-9a-f]{40}|[0-9a-f]{64})$/i.exec(version)?.[1];
  return { commit: commitOf(ref) ?? full };
}

function commitOf(value: unknown): string | undefined {
  const id = plainOf(value);
  return id && COMMIT.test(id) ? id : undefined;
}

function toRepository({ name, url }: Fields): SentryRepositoryRef | undefined {
  const repository = compact<SentryRepositoryRef>({
    name: nameOf(name, 200),
    url: toHttpUrl(plainOf(url)),
  });
  return Object.keys(repository).length ? repository : undefined;
}
