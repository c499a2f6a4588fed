import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { keyOf } from '../../triage/Overlays';
import { Triage } from '../../triage/TriageContext';
import { TriageAct, TriageDone } from '../../triage/types';
import { undoSteps } from '../../triage/undoSteps';
import { issueIdOf } from '../../issueUrl/address';
import styles from './Triage.module.css';
import { targetOf } from '../../triage/targets';
import { ConnectButton } from '../ui/buttons';
import { QuietText } from '../ui/primitives';
import { sentryTranslationRef } from '../../translation';

/**
 * One line, always as high: on whose behalf changes are made, and after one what was
 * done, with the way back where there is one.
 */
export function TriageResult(props: {
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

/** On whose behalf the portal changes these issues; nothing where that differs. */
function ActsAs(props: { triage: Triage; issues: SentryIssue[] }) {
  const { triage, issues } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const [target, ...others] = issues.map(issue =>
    targetOf(triage.advice, issue),
  );
  const differs = others.some(
    other =>
      other?.actsAs !== target?.actsAs || other?.server !== target?.server,
  );
  if (!target || differs) {
    return null;
  }
  const { actsAs, actorName: name } = target;
  const server = target.server === 'glitchtip' ? 'GlitchTip' : 'Sentry';
  return (
    <div className={styles.actor}>
      <QuietText variant="body-small">
        {name
          ? t(`triage.actor.${actsAs}Named`, { name, server })
          : t(`triage.actor.${actsAs}`, { server })}
      </QuietText>
      {target.canConnect && (
        <ConnectButton variant="tertiary" onConnected={triage.reloadAdvice} />
      )}
    </div>
  );
}

/** Says what was done to which issues. */
function useDoneText(): (act: TriageAct, issues: SentryIssue[]) => string {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { t: tBase } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  return ({ kind, assignee, change }, issues) => {
    const of = {
      count: issues.length,
      number: formats.number(issues.length),
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
