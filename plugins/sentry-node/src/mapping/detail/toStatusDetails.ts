import type { SentryStatusDetails } from 'backstage-plugin-sentry-common';
import { countOf, fieldsOf, plainOf, textOf } from '../read';
import { compact, toIsoDate } from '../fields';
import { toAssignee } from '../toAssignee';

/** In which release it is resolved, until when it is archived, and who said so. */
export function toStatusDetails(value: unknown): SentryStatusDetails {
  const raw = fieldsOf(value);
  const { id, name } = fieldsOf(raw.actor);
  const by = plainOf(name);
  return compact<SentryStatusDetails>({
    inNextRelease: raw.inNextRelease === true ? true : undefined,
    inRelease: textOf(raw.inRelease, 250),
    inCommit: commitOf(raw.inCommit),
    ignoreUntil: toIsoDate(plainOf(raw.ignoreUntil)),
    ignoreCount: countOf(raw.ignoreCount),
    ignoreWindow: countOf(raw.ignoreWindow),
    ignoreUserCount: countOf(raw.ignoreUserCount),
    ignoreUserWindow: countOf(raw.ignoreUserWindow),
    // As with assignees: a person without a name is named by an e-mail address.
    actor: by && toAssignee({ type: 'user', id: plainOf(id), name: by })?.name,
  });
}

/** An object, or its id from older servers. */
function commitOf(value: unknown): string | undefined {
  const id = plainOf(fieldsOf(value).id ?? value);
  return id && /^[0-9a-f]{7,64}$/i.test(id) ? id : undefined;
}
