import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Skeleton, Text } from '@backstage/ui';
import type { SentryComponentSummary } from 'backstage-plugin-sentry-common';
import { useEntityHref } from '../../hooks/useEntityHref';
import { usePeriodText } from '../../hooks/usePeriodText';
import { sentryTranslationRef } from '../../translation';
import { componentName } from '../ComponentCell';
import { byUnresolved, ComponentCount } from '../ComponentTotals';
import { QuietText } from '../QuietText';
import styles from './TeamsPage.module.css';

/** Teams with the most unresolved issues first, each a way to the tab of its group. */
export function TeamList(props: {
  /** Undefined until the first answer. */
  teams: SentryComponentSummary[] | undefined;
  statsPeriod: string;
  /** Whether these are the counts of another window. */
  isOutdated: boolean;
}) {
  const { teams, statsPeriod, isOutdated } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const hrefs = useEntityHref();
  const period = usePeriodText()(statsPeriod);

  if (!teams) {
    return <TeamListSkeleton />;
  }
  if (teams.length === 0) {
    return (
      <div role="note">
        <Text as="p" weight="bold">
          {t('teams.noneTitle')}
        </Text>
        <Text as="p">{t('teams.none')}</Text>
      </div>
    );
  }
  return (
    <ul
      className={styles.teams}
      aria-label={t('teams.list', { period })}
      data-stale={isOutdated}
    >
      {[...teams].sort(byUnresolved).map(team => {
        const href = hrefs.tab(team.ref, { statsPeriod });
        const content = (
          <>
            <span className={styles.count}>
              <ComponentCount component={team} />
            </span>
            <span className={styles.what}>
              <span className={styles.name}>
                <bdi>{componentName(team)}</bdi>
              </span>
              <QuietText truncate>{team.ref}</QuietText>
            </span>
          </>
        );
        return (
          <li key={team.ref}>
            {href === undefined ? (
              <span className={styles.team}>{content}</span>
            ) : (
              <Link className={styles.team} href={href} standalone>
                {content}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function TeamListSkeleton() {
  return (
    <div className={styles.teams} aria-hidden>
      {Array.from({ length: 3 }, (_, index) => (
        <div className={styles.team} key={index}>
          <Skeleton width={48} height={28} />
          <Skeleton width="50%" height={16} />
        </div>
      ))}
    </div>
  );
}
