import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Text } from '@backstage/ui';
import type { SentryComponentSummary } from 'backstage-plugin-sentry-common';
import { useEntityHref } from '../../issueUrl/links';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { componentName } from '../ui/componentName';
import { CompactNumber } from '../ui/CompactNumber';
import { Nothing } from '../ui/Nothing';
import { QuietText } from '../ui/QuietText';
import styles from './TeamsPage.module.css';

/** A team, how many unresolved issues it has among all, and the way to them. */
export function TeamCard(props: {
  team: SentryComponentSummary;
  statsPeriod: string;
  /** As many as the team with the most has. */
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
