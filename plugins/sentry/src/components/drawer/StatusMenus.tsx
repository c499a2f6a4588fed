import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, MenuItem, MenuSeparator } from '@backstage/ui';
import type { SentryIssueChange } from 'backstage-plugin-sentry-common';
import { sentryPageTranslationRef } from '../../pageTranslation';
import type { TriageAct } from '../../triage/types';
import { ActionMenu } from './ActionMenu';
import type { Lack } from './useLacks';

interface StatusMenuProps {
  /** Why there is but one way, and no other; undefined where there are others. */
  lack: Lack | undefined;
  onAct: (act: TriageAct) => void;
}

/** As of now, or as of the next release where the server knows of such. */
export function ResolveMenu(
  props: StatusMenuProps & { variant: 'primary' | 'secondary' },
) {
  const { lack, onAct, variant } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const resolve = (resolution?: SentryIssueChange['resolution']) =>
    onAct({ kind: 'resolve', change: { status: 'resolved', resolution } });

  if (lack && !lack.isKnown) {
    return (
      <Button size="small" variant={variant} onPress={() => resolve()}>
        {t('triage.resolve.action')}
      </Button>
    );
  }
  return (
    <ActionMenu
      label={t('triage.resolve.action')}
      variant={variant}
      note={lack?.ofMenu}
    >
      <MenuItem onAction={() => resolve()}>{t('triage.resolve.now')}</MenuItem>
      {!lack && (
        <MenuItem onAction={() => resolve({ inNextRelease: true })}>
          {t('triage.resolve.inNextRelease')}
        </MenuItem>
      )}
    </ActionMenu>
  );
}

/** Back to where it was before it was resolved or archived. */
export function ReopenButton(props: {
  variant: 'primary' | 'secondary';
  onAct: StatusMenuProps['onAct'];
}) {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <Button
      size="small"
      variant={props.variant}
      onPress={() =>
        props.onAct({ kind: 'reopen', change: { status: 'unresolved' } })
      }
    >
      {t('triage.reopen')}
    </Button>
  );
}

const times = [
  ['hour', 60],
  ['day', 24 * 60],
  ['week', 7 * 24 * 60],
  ['month', 30 * 24 * 60],
] as const;

/** Until it gets worse, for a while, or for good. */
export function ArchiveMenu({ lack, onAct }: StatusMenuProps) {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const archive = (change: SentryIssueChange = {}) =>
    onAct({ kind: 'archive', change: { status: 'ignored', ...change } });

  if (lack && !lack.isKnown) {
    return (
      <Button size="small" variant="secondary" onPress={() => archive()}>
        {t('triage.archive.action')}
      </Button>
    );
  }
  if (lack) {
    return (
      <ActionMenu label={t('triage.archive.action')} note={lack.ofMenu}>
        <MenuItem onAction={() => archive()}>
          {t('triage.archive.plain')}
        </MenuItem>
      </ActionMenu>
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
