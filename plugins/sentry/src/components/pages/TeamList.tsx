import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Text } from '@backstage/ui';
import type { SentryComponentSummary } from 'backstage-plugin-sentry-common';
import { useId } from 'react';
import { useFormats, usePeriodText } from '../../formats';
import { useEntityHref } from '../../issueUrl/links';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { componentName } from '../ui/ComponentLinks';
import { byUnresolved, shareProjects } from '../ui/ComponentTotals';
import { CompactNumber, Nothing, QuietText, Skeleton } from '../ui/primitives';
import styles from './TeamsPage.module.css';

/** Teams, most unresolved issues first, with links to the tabs of their groups. */
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

function TeamCard(props: {
  team: SentryComponentSummary;
  statsPeriod: string;
  /** Of all teams, the most unresolved issues. */
  most: number;
}) {
  const { team, statsPeriod, most } = props;
  const { projects, unresolved, capped } = team;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { t: tBase } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const name = componentName(team);
  const href = useEntityHref().tab(team.ref, { statsPeriod });
  const content = (
    <CardBody>
      <div className={styles.team}>
        <span className={styles.what}>
          <Text weight="bold" truncate title={team.ref}>
            <bdi>{name}</bdi>
          </Text>
          <QuietText variant="body-small">
            {t('teams.projects', {
              count: projects.length,
              number: formats.number(projects.length),
            })}
          </QuietText>
        </span>
        <span className={styles.count}>
          <span className={styles.number} data-none={!unresolved}>
            {unresolved === undefined ? (
              <Nothing label={tBase('counts.unknown')} />
            ) : (
              <CompactNumber value={unresolved} capped={capped} />
            )}
          </span>{' '}
          <QuietText variant="body-small">
            {tBase('components.unresolved')}
          </QuietText>
        </span>
      </div>
      <div className={styles.bar} aria-hidden>
        <span style={{ inlineSize: `${(100 * (unresolved ?? 0)) / most}%` }} />
      </div>
    </CardBody>
  );
  return href === undefined ? (
    <Card>{content}</Card>
  ) : (
    <Card href={href} label={t('teams.open', { name })}>
      {content}
    </Card>
  );
}
