import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, MenuItem, MenuSeparator } from '@backstage/ui';
import type {
  SentryIssueChange,
  SentryIssueChangeField,
} from 'backstage-plugin-sentry-common';
import { sentryIssueTranslationRef } from '../../issueTranslation';
import type { TriageAct } from '../../triage';
import { ActionMenu } from './ActionMenu';

interface StatusMenuProps {
  fields: SentryIssueChangeField[];
  onAct: (act: TriageAct) => void;
}

/** As of now, or as of the next release where the server knows of such. */
export function ResolveMenu({ fields, onAct }: StatusMenuProps) {
  const { t } = useTranslationRef(sentryIssueTranslationRef);
  const resolve = (resolution?: SentryIssueChange['resolution']) =>
    onAct({ kind: 'resolve', change: { status: 'resolved', resolution } });

  if (!fields.includes('resolution')) {
    return (
      <Button size="small" variant="primary" onPress={() => resolve()}>
        {t('triage.resolve.action')}
      </Button>
    );
  }
  return (
    <ActionMenu label={t('triage.resolve.action')} variant="primary">
      <MenuItem onAction={() => resolve()}>{t('triage.resolve.now')}</MenuItem>
      <MenuItem onAction={() => resolve({ inNextRelease: true })}>
        {t('triage.resolve.inNextRelease')}
      </MenuItem>
    </ActionMenu>
  );
}

const times = [
  ['hour', 60],
  ['day', 24 * 60],
  ['week', 7 * 24 * 60],
  ['month', 30 * 24 * 60],
] as const;

/** Until it gets worse, for a while, or for good. */
export function ArchiveMenu({ fields, onAct }: StatusMenuProps) {
  const { t } = useTranslationRef(sentryIssueTranslationRef);
  const archive = (change: SentryIssueChange = {}) =>
    onAct({ kind: 'archive', change: { status: 'ignored', ...change } });

  if (!fields.includes('substatus')) {
    return (
      <Button size="small" variant="secondary" onPress={() => archive()}>
        {t('triage.archive.action')}
      </Button>
    );
  }
  return (
    <ActionMenu label={t('triage.archive.action')}>
      <MenuItem
        onAction={() => archive({ substatus: 'archived_until_escalating' })}
      >
        {t('triage.archive.untilEscalating')}
      </MenuItem>
      <MenuSeparator />
      {times.map(([name, durationMinutes]) => (
        <MenuItem
          key={name}
          onAction={() =>
            archive({
              substatus: 'archived_until_condition_met',
              durationMinutes,
            })
          }
        >
          {t(`triage.archive.${name}`)}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem onAction={() => archive({ substatus: 'archived_forever' })}>
        {t('triage.archive.forever')}
      </MenuItem>
    </ActionMenu>
  );
}
