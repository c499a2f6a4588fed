import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Badge } from '@backstage/ui';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import type { ReactNode } from 'react';
import { sentryTranslationRef } from '../../translation';
import styles from './IssueTag.module.css';

type Tone = 'negative' | 'warning' | 'announcement' | 'positive' | 'neutral';

/** The ones worth a tag: an issue that just goes on has none. */
const toneOfSubstatus = {
  regressed: 'negative',
  escalating: 'warning',
  new: 'announcement',
} as const satisfies Partial<
  Record<NonNullable<SentryIssue['substatus']>, Tone>
>;

/** Until when is told to who asks: it is too long for a row. */
const archived = [
  'archived_until_escalating',
  'archived_until_condition_met',
  'archived_forever',
] as const satisfies SentryIssue['substatus'][];

function IssueTag(props: { tone: Tone; title?: string; children: ReactNode }) {
  return (
    <Badge className={styles.tag} data-tone={props.tone} title={props.title}>
      {props.children}
    </Badge>
  );
}

/** What is special about an issue's state; nothing for one that just goes on. */
export function IssueTags(props: { issue: SentryIssue }) {
  const { isUnhandled, status, substatus } = props.issue;
  const { t } = useTranslationRef(sentryTranslationRef);
  const until = archived.find(name => name === substatus);
  return (
    <>
      {isTagged(substatus) && (
        <IssueTag tone={toneOfSubstatus[substatus]}>
          {t(`issue.substatus.${substatus}`)}
        </IssueTag>
      )}
      {until && (
        <IssueTag tone="neutral" title={t(`issue.substatus.${until}`)}>
          {t('issue.substatus.archived_forever')}
        </IssueTag>
      )}
      {status === 'resolved' && (
        <IssueTag tone="positive">{t('issue.resolved')}</IssueTag>
      )}
      {isUnhandled && (
        <IssueTag tone="negative">{t('issue.unhandled')}</IssueTag>
      )}
    </>
  );
}

function isTagged(
  substatus: SentryIssue['substatus'],
): substatus is keyof typeof toneOfSubstatus {
  return typeof substatus === 'string' && substatus in toneOfSubstatus;
}
