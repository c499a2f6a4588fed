import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { keyOf } from '../../triage/Overlays';
import { type Triage } from '../../triage/TriageContext';
import { type TriageAct, type TriageDone } from '../../triage/types';
import { undoSteps } from '../../triage/undoSteps';
import { issueIdOf } from '../../issueUrl/address';
import { ActsAs } from './ActsAs';
import styles from './Triage.module.css';
import { useDoneText } from './useDoneText';

/**
 * One line, always as high: on whose behalf changes are made, and after one what was
 * done, with the way back where there is one.
 */
export function TriageNews(props: {
  triage: Triage;
  /** Who acts on these is told while there is nothing else to say. */
  issues: SentryIssue[];
  /** Told of this one alone; of all where it is left out. */
  only?: SentryIssue;
  /** Not of the changes up to this one, which were told elsewhere. */
  after?: number;
}) {
  const { triage, issues, only, after = 0 } = props;
  const outcome =
    triage.outcome && triage.outcome.id > after ? triage.outcome : undefined;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const doneText = useDoneText();
  const concerns = (issue: SentryIssue) =>
    !only || keyOf(only) === keyOf(issue);
  const done = outcome?.done.filter(({ issue }) => concerns(issue)) ?? [];
  const overtaken = outcome?.overtaken.filter(concerns) ?? [];
  const others = new Set(overtaken.map(keyOf));
  const asDone = done.filter(({ issue }) => !others.has(keyOf(issue)));
  const undo = undoSteps(asDone);
  const sentences = [...byAct(asDone)].map(([act, of]) => doneText(act, of));

  return (
    <div className={styles.news}>
      {done.length === 0 && <ActsAs triage={triage} issues={issues} />}
      {/* There from the start, so that what appears in it is said. */}
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

function byAct(done: TriageDone[]): Map<TriageAct, SentryIssue[]> {
  const issuesOf = new Map<TriageAct, SentryIssue[]>();
  for (const { act, issue } of done) {
    issuesOf.set(act, [...(issuesOf.get(act) ?? []), issue]);
  }
  return issuesOf;
}
