import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Checkbox } from '@backstage/ui';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { useRef } from 'react';
import { useIssueSelection } from '../../triage/useSelection';

/**
 * Selects an issue, with Shift all from the box used last to this one; nothing where none
 * can be selected.
 */
export function SelectIssue(props: { issue: SentryIssue }) {
  const { issue } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const selection = useIssueSelection();
  const through = useRef(false);
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
      // A change comes of one press or, by keyboard, of two, and tells of no key.
      onPress={({ shiftKey }) => {
        through.current ||= shiftKey;
      }}
      onChange={() => {
        selection.toggle(issue, { through: through.current });
        through.current = false;
      }}
    />
  );
}

/** Selects all issues of the page, or none. */
export function SelectAll() {
  const { t } = useTranslationRef(sentryPageTranslationRef);
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
