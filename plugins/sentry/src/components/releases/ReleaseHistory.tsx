import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import type { SentryReleaseDetail } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../formats';
import { useShowAll } from '../../hooks';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { ExternalLink } from '../ui/links';
import { QuietText, RelativeTime } from '../ui/primitives';
import styles from './ReleaseView.module.css';

/** More are shown when asked for. */
const mostCommits = 10;

/** Where a release runs, and since when. */
export function Deploys(props: { detail?: SentryReleaseDetail }) {
  const { deploys = [] } = props.detail ?? {};
  const { t } = useTranslationRef(sentryPageTranslationRef);
  if (deploys.length === 0) {
    return null;
  }
  return (
    <section className={styles.part} aria-label={t('releases.deploys')}>
      <Text as="h3" variant="body-medium" weight="bold">
        {t('releases.deploys')}
      </Text>
      <ul className={styles.list}>
        {deploys.map(({ environment, name, date, url }, index) => (
          <li className={styles.line} key={index}>
            <ExternalLink href={url} variant="body-small">
              <bdi>{name ? `${environment} · ${name}` : environment}</bdi>
            </ExternalLink>
            {date && (
              <QuietText variant="body-small">
                <RelativeTime value={date} />
              </QuietText>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What is new in a release. */
export function Commits(props: { detail?: SentryReleaseDetail }) {
  const { commits = [], commitCount } = props.detail ?? {};
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const { showsAll, showAll, firstMore } = useShowAll<HTMLLIElement>();
  if (commits.length === 0) {
    return null;
  }
  const all = Math.max(commitCount ?? 0, commits.length);
  return (
    <section className={styles.part} aria-label={t('releases.commits')}>
      <Text as="h3" variant="body-medium" weight="bold">
        {t('releases.commits')} ({formats.number(all)})
      </Text>
      <ul className={styles.list}>
        {commits
          .slice(0, showsAll ? undefined : mostCommits)
          .map(({ id, shortId, message, authorName, url }, index) => (
            <li
              className={styles.line}
              key={id}
              ref={index === mostCommits ? firstMore : undefined}
              tabIndex={index === mostCommits ? -1 : undefined}
            >
              <ExternalLink href={url} variant="body-small">
                <code>{shortId}</code>
              </ExternalLink>
              <span className={styles.message} dir="auto">
                {message}
              </span>
              {authorName && (
                <QuietText variant="body-small">
                  <bdi>{authorName}</bdi>
                </QuietText>
              )}
            </li>
          ))}
      </ul>
      {!showsAll && commits.length > mostCommits && (
        <div>
          <Button variant="secondary" size="small" onPress={showAll}>
            {t('releases.allCommits', formats.counted(commits.length))}
          </Button>
        </div>
      )}
    </section>
  );
}
