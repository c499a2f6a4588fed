import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../formats';
import { issueIdOf } from '../../issueUrl/address';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { keyOf } from '../../data/changes';
import { stepsOf, type TriageStep, undoSteps } from '../../triage/acts';
import type { Triage } from '../../triage/Triage';
import styles from './Triage.module.css';

/** After a change: what was done, with an Undo where that is possible. */
export function TriageResult(props: {
  triage: Triage;
  /** Shows only what was done to this one. */
  only?: SentryIssue;
}) {
  const { triage, only } = props;
  const { outcome } = triage;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const doneText = useDoneText();
  const isShown = (issue: SentryIssue) => !only || keyOf(only) === keyOf(issue);
  const done = outcome?.done.filter(({ issue }) => isShown(issue)) ?? [];
  const overtaken = outcome?.overtaken.filter(isShown) ?? [];
  const overtakenKeys = new Set(overtaken.map(keyOf));
  const asAsked = done.filter(({ issue }) => !overtakenKeys.has(keyOf(issue)));
  const undo = undoSteps(asAsked);
  const sentences = stepsOf(asAsked).map(doneText);

  return (
    <div className={styles.result}>
      {/* Always there: screen readers announce only what appears in it. */}
      <div role="status">
        {sentences.length > 0 && (
          <Text variant="body-small">{sentences.join(' ')}</Text>
        )}
        {overtaken.length > 0 && (
          <Text as="p" variant="body-small">
            {t('triage.overtaken', {
              count: overtaken.length,
              names: formats.list(overtaken.map(issueIdOf)),
            })}
          </Text>
        )}
      </div>
      {undo.length > 0 && (
        <Button
          size="small"
          variant="tertiary"
          onPress={() => triage.changeAll(undo)}
        >
          {t('triage.undo')}
        </Button>
      )}
    </div>
  );
}

/** Returns a sentence on what was done to which issues. */
function useDoneText(): (step: TriageStep) => string {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { t: tBase } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  return ({ act: { kind, assignee, change }, issues }) => {
    const of = {
      ...formats.counted(issues.length),
      name: issues.map(issueIdOf)[0] ?? '',
    };
    switch (kind) {
      case 'assign':
        return assignee
          ? t('triage.done.assign', { ...of, assignee: assignee.name })
          : t('triage.done.unassign', of);
      case 'priority':
        return t('triage.done.priority', {
          ...of,
          priority: change.priority
            ? tBase(`issue.priority.${change.priority}`)
            : '',
        });
      default:
        return t(`triage.done.${kind}`, of);
    }
  };
}
