import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { MenuItem } from '@backstage/ui';
import { RiArrowDownLine, RiArrowUpLine, RiEqualLine } from '@remixicon/react';
import { sentryTranslationRef } from '../../translation';
import type { TriageAct } from '../../triage';
import { ActionMenu } from './ActionMenu';

const priorities = [
  ['high', <RiArrowUpLine aria-hidden />],
  ['medium', <RiEqualLine aria-hidden />],
  ['low', <RiArrowDownLine aria-hidden />],
] as const;

/** How urgent it is to the people here, whatever Sentry thinks. */
export function PriorityMenu(props: { onAct: (act: TriageAct) => void }) {
  const { onAct } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  return (
    <ActionMenu label={t('triage.priority')}>
      {priorities.map(([priority, icon]) => (
        <MenuItem
          key={priority}
          iconStart={icon}
          onAction={() => onAct({ kind: 'priority', change: { priority } })}
        >
          {t(`issue.priority.${priority}`)}
        </MenuItem>
      ))}
    </ActionMenu>
  );
}
