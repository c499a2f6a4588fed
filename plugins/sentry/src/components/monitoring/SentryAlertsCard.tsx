import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type {
  SentryAlert,
  SentryAlertRecipient,
  SentryUnalertedProject,
} from 'backstage-plugin-sentry-common';
import { useAlerts } from '../../data/answers';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { ExternalLink } from '../ui/links';
import { QuietText, RelativeTime } from '../ui/primitives';
import { FoldedList } from './FoldedList';
import { SeenCard } from './SeenCard';
import styles from './monitoring.module.css';

/** The enabled alerts of the entity's projects, whom they notify, and which projects have none. */
export function SentryAlertsCard() {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <SeenCard title={t('alerts.title')} useAnswerOf={useAlerts}>
      {({ items, unalerted }) => (
        <>
          {unalerted.length > 0 && <Unalerted projects={unalerted} />}
          {items.length > 0 && <AlertList alerts={items} />}
          {items.length === 0 && unalerted.length === 0 && (
            <Text as="p">{t('alerts.none')}</Text>
          )}
        </>
      )}
    </SeenCard>
  );
}

function Unalerted(props: { projects: SentryUnalertedProject[] }) {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <ul className={styles.list}>
      {props.projects.map(({ instance, organization, project, link }) => (
        <li
          className={styles.title}
          key={[instance, organization, project].join()}
        >
          <Text as="span">{t('alerts.unalerted', { project })}</Text>
          <ExternalLink href={link} opens="new-alert">
            {t('alerts.create')}
          </ExternalLink>
        </li>
      ))}
    </ul>
  );
}

function AlertList(props: { alerts: SentryAlert[] }) {
  const { alerts } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const isOfMany = new Set(alerts.flatMap(({ projects }) => projects)).size > 1;
  return (
    <FoldedList
      items={alerts}
      keyOf={({ instance, organization, id }) => [instance, organization, id]}
      renderRow={alert => <AlertRow alert={alert} withProjects={isOfMany} />}
      all={t('alerts.all', formats.counted(alerts.length))}
    />
  );
}

function AlertRow(props: { alert: SentryAlert; withProjects: boolean }) {
  const { name, link, recipients, projects, environment, lastFired } =
    props.alert;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const recipientText = useRecipientText();
  const facts = [
    props.withProjects && formats.list(projects),
    environment,
    recipients.length > 0
      ? t('alerts.notifies', {
          recipients: formats.list([...new Set(recipients.map(recipientText))]),
        })
      : t('alerts.notifiesNoOne'),
  ].filter(Boolean);
  return (
    <>
      <div>
        <ExternalLink
          href={link}
          opens="alert"
          weight="bold"
          color="primary"
          standalone
        >
          <bdi>{name}</bdi>
        </ExternalLink>
        <QuietText as="p" variant="body-small">
          {facts.join(' · ')}
        </QuietText>
      </div>
      {lastFired && (
        <QuietText variant="body-small">
          {t('alerts.lastFired')} <RelativeTime value={lastFired} />
        </QuietText>
      )}
    </>
  );
}

/** As these services write themselves. */
const services: Record<string, string> = {
  slack: 'Slack',
  discord: 'Discord',
  msteams: 'Microsoft Teams',
  pagerduty: 'PagerDuty',
  opsgenie: 'Opsgenie',
  googlechat: 'Google Chat',
  github: 'GitHub',
  gitlab: 'GitLab',
  jira: 'Jira',
  azure_devops: 'Azure DevOps',
  webhook: 'Webhook',
};

function useRecipientText(): (recipient: SentryAlertRecipient) => string {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return ({ channel, target, name, fallback }) => {
    if (channel !== 'email') {
      const service =
        services[channel] ??
        (channel === 'other' ? t('alerts.to.other') : channel);
      return name ? `${name} (${service})` : service;
    }
    if (target === 'owners') {
      return fallback && fallback !== 'none'
        ? t(`alerts.to.ownersElse.${fallback}`)
        : t('alerts.to.owners');
    }
    if (target === 'members') {
      return t('alerts.to.members');
    }
    return name ?? (target ? t(`alerts.to.${target}`) : t('alerts.to.email'));
  };
}
