import type { RawStatusDetails } from '../issueSchema';
import type { SentryStatusDetails } from 'backstage-plugin-sentry-common';
import { countOf, nameOf, plainOf } from '../read';
import { compact, toIsoDate } from '../fields';
import { toAssignee } from '../toAssignee';

/** In which release it is resolved, until when it is archived, and who said so. */
export function toStatusDetails(
  details: RawStatusDetails | null | undefined,
): SentryStatusDetails {
  const raw = details ?? {};
  const by = plainOf(raw.actor?.name);
  return compact<SentryStatusDetails>({
    inNextRelease: raw.inNextRelease === true ? true : undefined,
    inRelease: nameOf(raw.inRelease, 250),
    inCommit: commitOf(raw.inCommit),
    ignoreUntil: toIsoDate(raw.ignoreUntil),
    ignoreCount: countOf(raw.ignoreCount),
    ignoreWindow: countOf(raw.ignoreWindow),
    ignoreUserCount: countOf(raw.ignoreUserCount),
    ignoreUserWindow: countOf(raw.ignoreUserWindow),
    // As with assignees: a person without a name is named by an e-mail address.
    actor:
      by && toAssignee({ type: 'user', id: raw.actor?.id, name: by })?.name,
  });
}

function commitOf(
  commit: RawStatusDetails['inCommit'],
): string | undefined {
  const id = typeof commit === 'string' ? commit : commit?.id;
  return id && /^[0-9a-f]{7,64}$/i.test(id) ? id : undefined;
}
