import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiArrowDownLine, RiArrowUpLine, RiEqualLine } from '@remixicon/react';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import type { TriageAct } from '../../triage/types';
import { ActionMenu } from './ActionMenu';
import { Choice, sameOf } from './Choice';

const priorities = [
  ['high', <RiArrowUpLine aria-hidden />],
  ['medium', <RiEqualLine aria-hidden />],
  ['low', <RiArrowDownLine aria-hidden />],
] as const;

/** How urgent it is to the people here, whatever Sentry thinks. */
export function PriorityMenu(props: {
  issues: SentryIssue[];
  onAct: (act: TriageAct) => void;
}) {
  const { issues, onAct } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { t: tBase } = useTranslationRef(sentryTranslationRef);
  const current = sameOf(issues.map(({ priority }) => priority));
  return (
    <ActionMenu label={t('triage.priority')} current={current}>
      {priorities.map(([priority, icon]) => (
        <Choice
          key={priority}
          id={priority}
          label={tBase(`issue.priority.${priority}`)}
          icon={icon}
          isCurrent={priority === current}
          onChoose={() => onAct({ kind: 'priority', change: { priority } })}
        />
      ))}
    </ActionMenu>
  );
}
