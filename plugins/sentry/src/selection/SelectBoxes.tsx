import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Checkbox } from '@backstage/ui';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { sentryIssueTranslationRef } from '../issueTranslation';
import { useIssueSelection } from './SelectionContext';

/** Selects an issue; nothing where none can be selected. */
export function SelectIssue(props: { issue: SentryIssue }) {
  const { issue } = props;
  const { t } = useTranslationRef(sentryIssueTranslationRef);
  const selection = useIssueSelection();
  if (!selection) {
    return null;
  }
  return (
    <Checkbox
      // Not the table's own way to select, whose labels are English only.
      slot={null}
      aria-label={t('table.select', { name: issue.shortId ?? issue.title })}
      isDisabled={selection.isWaiting}
      isSelected={selection.isSelected(issue)}
      onChange={() => selection.toggle(issue)}
    />
  );
}

/** Selects all issues of the page, or none. */
export function SelectAll() {
  const { t } = useTranslationRef(sentryIssueTranslationRef);
  const selection = useIssueSelection();
  if (!selection) {
    return null;
  }
  return (
    <Checkbox
      slot={null}
      aria-label={t('table.selectAll')}
      isDisabled={selection.isWaiting}
      isSelected={selection.extent === 'all'}
      isIndeterminate={selection.extent === 'some'}
      onChange={selection.toggleAll}
    />
  );
}
