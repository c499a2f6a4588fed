import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../hooks/useFormats';
import { sentryTranslationRef } from '../../translation';
import type { Triage } from '../../triage';
import { issueIdOf } from '../IssueLink';
import { ActsAs } from './ActsAs';
import styles from './Triage.module.css';
import { useDoneText } from './useDoneText';

/** These are taken back by opening the issue again. */
const undoable = ['resolve', 'archive'];

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
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const doneText = useDoneText();
  const concerns = ({ id }: SentryIssue) => !only || only.id === id;
  const done = outcome?.done.filter(concerns) ?? [];
  const overtaken = outcome?.overtaken.filter(concerns) ?? [];
  const asDone = done.filter(({ id }) => overtaken.every(one => one.id !== id));
  const toUndo = asDone.filter(({ status }) => status === 'unresolved');
  const canUndo =
    outcome && undoable.includes(outcome.act.kind) && toUndo.length > 0;

  const isSilent = done.length === 0;

  return (
    <div className={styles.news}>
      {isSilent && <ActsAs triage={triage} issues={issues} />}
      {/* There from the start, so that what appears in it is said. */}
      <div role="status">
        {outcome && asDone.length > 0 && (
          <Text variant="body-small">{doneText(outcome.act, asDone)}</Text>
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
      {canUndo && (
        <Button
          size="small"
          variant="tertiary"
          onPress={() =>
            triage.change(toUndo, {
              kind: 'reopen',
              change: { status: 'unresolved' },
            })
          }
        >
          {t('triage.undo')}
        </Button>
      )}
    </div>
  );
}
