import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type {
  SentryCheckIn,
  SentryMonitor,
  SentryMonitorState,
} from 'backstage-plugin-sentry-common';
import { useMonitors } from '../../data/answers';
import { useFormats } from '../../formats';
import { useTabHref } from '../../issueUrl/links';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { ExternalLink } from '../ui/links';
import { QuietText, RelativeTime } from '../ui/primitives';
import { FoldedList } from './FoldedList';
import { SeenCard } from './SeenCard';
import styles from './monitoring.module.css';

/** How the jobs and addresses that Sentry watches for the entity are, the unhealthy first. */
export function SentryMonitorsCard() {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <SeenCard title={t('monitors.title')} useAnswerOf={useMonitors}>
      {({ items }) =>
        items.length > 0 ? (
          <MonitorList monitors={items} />
        ) : (
          <Text as="p">{t('monitors.none')}</Text>
        )
      }
    </SeenCard>
  );
}

function MonitorList(props: { monitors: SentryMonitor[] }) {
  const { monitors } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const isOfMany =
    new Set(
      monitors.map(one => [one.instance, one.organization, one.project].join()),
    ).size > 1;
  return (
    <FoldedList
      items={monitors}
      keyOf={one => [one.instance, one.organization, one.type, one.id]}
      renderRow={one => <MonitorRow monitor={one} withProject={isOfMany} />}
      all={t('monitors.all', formats.counted(monitors.length))}
    />
  );
}

const tones: Partial<
  Record<SentryMonitorState, 'positive' | 'warning' | 'negative'>
> = { ok: 'positive', missed: 'warning', failing: 'negative' };

const isUnhealthy = ({ state }: { state: SentryMonitorState }) =>
  state === 'failing' || state === 'missed';

function MonitorRow(props: { monitor: SentryMonitor; withProject: boolean }) {
  const { monitor, withProject } = props;
  const { state, schedule, timezone, url, issueId, checkIns = [] } = monitor;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const tabHref = useTabHref();
  const heard = monitor.environments.filter(({ isMuted }) => !isMuted);
  const unhealthy = heard.filter(isUnhealthy);
  const since = unhealthy.flatMap(one => one.failingSince ?? []).sort()[0];
  const last = heard
    .flatMap(one => one.lastCheckIn ?? [])
    .sort()
    .at(-1);
  const next = heard.flatMap(one => one.nextCheckIn ?? []).sort()[0];
  const isMuted = monitor.environments.length > 0 && heard.length === 0;
  // Only where it tells some from others.
  const where = unhealthy.length < heard.length ? unhealthy : [];
  const facts = [
    withProject && monitor.project,
    schedule && timezone ? `${schedule} (${timezone})` : schedule,
    url,
    where.length > 0 && formats.list(where.map(({ name }) => name)),
    isMuted && t('monitors.muted'),
  ].filter(fact => typeof fact === 'string');

  return (
    <>
      <div>
        <div className={styles.title}>
          <ExternalLink
            href={monitor.link}
            opens="monitor"
            weight="bold"
            color="primary"
            standalone
          >
            <bdi>{monitor.name}</bdi>
          </ExternalLink>
          <Text
            variant="body-small"
            weight="bold"
            className={styles.state}
            data-tone={tones[state]}
          >
            {t(`monitors.state.${state}`)}
          </Text>
          {issueId && tabHref && isUnhealthy(monitor) && (
            <Link variant="body-small" href={tabHref({}, { issueId })}>
              {t('monitors.issue')}
            </Link>
          )}
        </div>
        {facts.length > 0 && (
          <QuietText as="p" variant="body-small">
            {facts.join(' · ')}
          </QuietText>
        )}
        <div className={styles.facts}>
          {since && <Moment label={t('monitors.since')} value={since} />}
          {last && <Moment label={t('monitors.last')} value={last} />}
          {next && <Moment label={t('monitors.next')} value={next} />}
        </div>
      </div>
      {checkIns.length > 0 && <CheckIns checkIns={checkIns} />}
    </>
  );
}

function Moment(props: { label: string; value: string }) {
  return (
    <QuietText variant="body-small">
      {props.label} <RelativeTime value={props.value} />
    </QuietText>
  );
}

/** @param props - `checkIns`: the newest first */
function CheckIns(props: { checkIns: SentryCheckIn[] }) {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const checkIns = [...props.checkIns].reverse();
  const statuses = [...new Set(checkIns.map(({ status }) => status))];
  const counts = statuses.map(status =>
    t(`monitors.checkIns.${status}`, {
      number: formats.number(
        checkIns.filter(one => one.status === status).length,
      ),
    }),
  );
  return (
    <div
      className={styles.checkIns}
      role="img"
      aria-label={t('monitors.checkIns.label', {
        counts: formats.list(counts),
      })}
    >
      {checkIns.map(({ status, date, environment, durationMs }, index) => (
        <span
          className={styles.checkIn}
          data-status={status}
          key={index}
          title={[
            t(`monitors.checkIn.${status}`),
            formats.exact(new Date(date)),
            environment,
            durationMs !== undefined && formats.duration(durationMs),
          ]
            .filter(Boolean)
            .join(' · ')}
        />
      ))}
    </div>
  );
}
