import { formatDate } from './dates';
import { seededHex } from '../random';
import type { StoredEvent } from '../store/types';
import type { ApiContext } from '../webApi/types';

/** The release of an event, as far as events alone tell: no commits, no deploys. */
export function serializeRelease(
  event: StoredEvent | undefined,
  { store }: ApiContext,
): Record<string, unknown> | null {
  if (event?.release === undefined) {
    return null;
  }
  const version = event.release;
  const created = store.releaseCreatedAt(event.projectId, version);
  return {
    id: parseInt(seededHex(0, `release ${version}`, 6), 16),
    version,
    shortVersion: version.split('@').at(-1),
    status: 'open',
    versionInfo: versionInfo(version),
    dateCreated: formatDate(created ?? event.timestamp),
    dateReleased: null,
    ref: null,
    url: null,
    data: {},
    commitCount: 0,
    lastCommit: null,
    deployCount: 0,
    lastDeploy: null,
    userAgent: null,
  };
}

/** `shop-web@4.2.0` is package and version. */
function versionInfo(version: string): Record<string, unknown> {
  const [, name, number] = /^(.+)@([^@]+)$/.exec(version) ?? [];
  return {
    package: name ?? null,
    version: { raw: number ?? version },
    description: number ?? version,
    buildHash: null,
  };
}
