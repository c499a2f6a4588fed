import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SentryIssue,
  SentryStatusDetails,
} from 'backstage-plugin-sentry-common';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';

const shownOfCommit = 7;
const open = ['new', 'regressed', 'escalating', 'ongoing'] as const;
const others = ['pending_deletion', 'pending_merge', 'reprocessing'] as const;

/** Says where an issue stands: since what it is resolved, or until what it is archived. */
export function useStatusText(): (
  issue: SentryIssue,
  details: SentryStatusDetails,
) => string | undefined {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();

  const resolved = (details: SentryStatusDetails): string => {
    if (details.inNextRelease) {
      return t('detail.status.resolvedInNextRelease');
    }
    if (details.inRelease) {
      return t('detail.status.resolvedInRelease', {
        release: details.inRelease,
      });
    }
    return details.inCommit
      ? t('detail.status.resolvedInCommit', {
          commit: details.inCommit.slice(0, shownOfCommit),
        })
      : t('detail.status.resolved');
  };

  const archived = (issue: SentryIssue, details: SentryStatusDetails) => {
    const { ignoreUntil, ignoreCount, ignoreUserCount } = details;
    if (ignoreUntil) {
      const time = formats.exact(new Date(ignoreUntil));
      return t('detail.status.archivedUntil', { time });
    }
    if (ignoreCount) {
      const number = formats.number(ignoreCount);
      return t('detail.status.archivedForEvents', {
        count: ignoreCount,
        number,
      });
    }
    if (ignoreUserCount) {
      const number = formats.number(ignoreUserCount);
      return t('detail.status.archivedForUsers', {
        count: ignoreUserCount,
        number,
      });
    }
    return issue.substatus === 'archived_until_escalating'
      ? t('detail.status.archivedUntilEscalating')
      : t('detail.status.archived');
  };

  const textOf = (issue: SentryIssue, details: SentryStatusDetails) => {
    if (issue.status === 'resolved') {
      return resolved(details);
    }
    if (issue.status === 'ignored') {
      return archived(issue, details);
    }
    if (issue.status === 'unresolved') {
      const substatus = open.find(name => name === issue.substatus);
      return substatus
        ? t(`detail.status.open.${substatus}`)
        : t('detail.status.unresolved');
    }
    const other = others.find(name => name === issue.status);
    return other && t(`detail.status.${other}`);
  };

  return (issue, details) => {
    const text = textOf(issue, details);
    return text && details.actor && issue.status !== 'unresolved'
      ? t('detail.status.by', { status: text, name: details.actor })
      : text;
  };
}
