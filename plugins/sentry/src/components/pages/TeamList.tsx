import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Text } from '@backstage/ui';
import type { SentryComponentSummary } from 'backstage-plugin-sentry-common';
import { useId } from 'react';
import { useFormats, usePeriodText } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { byUnresolved } from '../ui/byUnresolved';
import { shareProjects } from '../ui/shareProjects';
import { QuietText } from '../ui/QuietText';
import { Skeleton } from '../ui/Skeleton';
import { TeamCard } from './TeamCard';
import styles from './TeamsPage.module.css';

/** Teams with the most unresolved issues first, each a way to the tab of its group. */
export function TeamList(props: {
  /** Undefined until the first answer. */
  teams: SentryComponentSummary[] | undefined;
  statsPeriod: string;
}) {
  const { teams, statsPeriod } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const period = usePeriodText()(statsPeriod);
  const titleId = useId();
  const title = (
    <Text as="h3" variant="body-medium" weight="bold" id={titleId}>
      {t('teams.list', { period })}
    </Text>
  );

  if (!teams) {
    return (
      <div className={styles.section} aria-hidden>
        {title}
        <TeamListSkeleton />
      </div>
    );
  }
  const most = Math.max(1, ...teams.map(({ unresolved = 0 }) => unresolved));
  return (
    <div className={styles.section}>
      {title}
      {shareProjects(teams) && (
        <QuietText variant="body-small">{t('teams.shared')}</QuietText>
      )}
      <ul className={styles.teams} aria-labelledby={titleId}>
        {[...teams].sort(byUnresolved(formats)).map(team => (
          <li key={team.ref}>
            <TeamCard team={team} statsPeriod={statsPeriod} most={most} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function TeamListSkeleton() {
  return (
    <div className={styles.teams}>
      {Array.from({ length: 3 }, (_, index) => (
        <Card key={index}>
          <CardBody>
            <div className={styles.team}>
              <Skeleton width="50%" height={16} />
              <Skeleton width={48} height={28} />
            </div>
            <div className={styles.bar} />
          </CardBody>
        </Card>
      ))}
    </div>
  );
}
