import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import { RiTeamLine, RiUserLine } from '@remixicon/react';
import type { SentryAssignee } from 'backstage-plugin-sentry-common';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { Nothing } from '../ui/Nothing';
import styles from './IssuesTable.module.css';

/** Who looks after an issue. */
export function AssigneeCell(props: { assignee: SentryAssignee | undefined }) {
  const { assignee } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  if (!assignee) {
    return <Nothing label={t('table.nobody')} />;
  }
  const isTeam = assignee.type === 'team';
  return (
    <span className={styles.iconText} title={assignee.name}>
      {isTeam ? (
        <RiTeamLine size={16} aria-hidden />
      ) : (
        <RiUserLine size={16} aria-hidden />
      )}
      <span className={styles.name} aria-hidden={isTeam}>
        {assignee.name}
      </span>
      {isTeam && (
        <VisuallyHidden>
          {t('table.team', { name: assignee.name })}
        </VisuallyHidden>
      )}
    </span>
  );
}
