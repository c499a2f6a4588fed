import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text, VisuallyHidden } from '@backstage/ui';
import type {
  SentryRelease,
  SentryReleaseDetail,
} from 'backstage-plugin-sentry-common';
import { useCaptureAct } from '../../analytics';
import { useRelease, useReleases } from '../../data/answers';
import type { Answer } from '../../data/useAnswer';
import { useFormats } from '../../formats';
import { useShowAll } from '../../hooks';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { AnswerNotices, FailureNotice } from '../ui/AnswerNotices';
import { ProblemPanel } from '../ui/ProblemPanel';
import {
  crashFreeTone,
  QuietText,
  RelativeTime,
  Skeleton,
} from '../ui/primitives';
import { ReleaseFigures } from './ReleaseFigures';
import { Commits, Deploys } from './ReleaseHistory';
import styles from './ReleaseView.module.css';
import type { OpenRelease } from './useOpenRelease';

/** More are shown when asked for. */
const mostShown = 5;

export interface ReleaseViewProps {
  entityRef: string;
  environment?: string[];
  opened: OpenRelease;
}

/** The newest releases, one of them in detail, and beside it another one. */
export function ReleaseView(props: ReleaseViewProps) {
  const { entityRef, environment, opened } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const releases = useReleases(entityRef, environment);
  const items = releases.data?.items ?? [];
  const version = opened.version ?? items[0]?.version;
  const other = opened.other === version ? undefined : opened.other;
  const first = useRelease(entityRef, version, environment);
  const second = useRelease(entityRef, other, environment);
  const compared = [first, ...(other ? [second] : [])];

  return (
    <>
      <Notices answer={releases} />
      {releases.data && items.length === 0 && (
        <Text as="p">{t('releases.none')}</Text>
      )}
      {items.length > 0 && (
        <ReleaseList
          releases={items}
          version={version}
          other={other}
          onChoose={opened.choose}
        />
      )}
      {!releases.data && !releases.error && <ViewSkeleton />}
      {version && (
        <section
          className={styles.section}
          aria-label={t('releases.details')}
          aria-busy={compared.some(({ isPending }) => isPending)}
        >
          {compared.map(answer => (
            <Notices answer={answer} key={answer.question} />
          ))}
          <ReleaseFigures
            releases={[
              { version, detail: shown(first) },
              ...(other ? [{ version: other, detail: shown(second) }] : []),
            ]}
          />
          <Deploys detail={shown(first)} />
          <Commits detail={shown(first)} />
        </section>
      )}
    </>
  );
}

/** Not that of another release. */
function shown({ data, isOutdated }: Answer<SentryReleaseDetail>) {
  return isOutdated ? undefined : data;
}

function Notices(props: {
  answer: Pick<
    Answer<SentryReleaseDetail | { fetchedAt: string }>,
    'error' | 'isPending' | 'reload'
  > & { data?: Parameters<typeof AnswerNotices>[0]['answer'] };
}) {
  const { data, error, isPending, reload } = props.answer;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const retry = { onRetry: reload, isRetrying: isPending };
  if (error) {
    return data ? (
      <FailureNotice {...retry} error={error} since={data.fetchedAt} />
    ) : (
      <ProblemPanel {...retry} error={error} isShort />
    );
  }
  return data ? (
    <AnswerNotices {...retry} answer={data} partial={t('monitoring.partial')} />
  ) : null;
}

function ReleaseList(props: {
  releases: SentryRelease[];
  version: string | undefined;
  other: string | undefined;
  onChoose: OpenRelease['choose'];
}) {
  const { releases, version, other, onChoose } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const capture = useCaptureAct();
  const { showsAll, showAll, firstMore } = useShowAll<HTMLButtonElement>();
  const isOfMany =
    new Set(releases.map(({ projects }) => projects.join())).size > 1;
  return (
    <section className={styles.section} aria-label={t('releases.newest')}>
      <ul className={styles.list}>
        {releases
          .slice(0, showsAll ? undefined : mostShown)
          .map((release, index) => {
            const name = release.shortVersion ?? release.version;
            const isChosen = release.version === version;
            const isOther = release.version === other;
            return (
              <li
                className={styles.row}
                data-chosen={isChosen}
                key={[
                  release.instance,
                  release.organization,
                  release.version,
                ].join()}
              >
                <div className={styles.what}>
                  <button
                    type="button"
                    className={styles.version}
                    aria-pressed={isChosen}
                    title={release.version}
                    ref={index === mostShown ? firstMore : undefined}
                    onClick={() => {
                      capture('open', 'release');
                      onChoose({
                        version: release.version,
                        other: isOther ? undefined : other,
                      });
                    }}
                  >
                    <bdi>{name}</bdi>
                  </button>
                  <ReleaseLine release={release} withProjects={isOfMany} />
                </div>
                {version && !isChosen && (
                  <button
                    type="button"
                    className={styles.compare}
                    aria-pressed={isOther}
                    onClick={() => {
                      capture('open', 'release-comparison');
                      onChoose({
                        version,
                        other: isOther ? undefined : release.version,
                      });
                    }}
                  >
                    {t('releases.compare')}
                    <VisuallyHidden> {name}</VisuallyHidden>
                  </button>
                )}
              </li>
            );
          })}
      </ul>
      {!showsAll && releases.length > mostShown && (
        <div>
          <Button variant="secondary" size="small" onPress={showAll}>
            {t('releases.all', formats.counted(releases.length))}
          </Button>
        </div>
      )}
    </section>
  );
}

/** Of a release what the list knows. */
function ReleaseLine(props: { release: SentryRelease; withProjects: boolean }) {
  const { health = {}, newIssues, projects, ...release } = props.release;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const { crashFreeSessions, adoption } = health;
  const since = release.dateReleased ?? release.dateCreated;
  return (
    <div className={styles.facts}>
      {since && (
        <QuietText variant="body-small">
          <RelativeTime value={since} />
        </QuietText>
      )}
      {props.withProjects && (
        <QuietText variant="body-small">{formats.list(projects)}</QuietText>
      )}
      {crashFreeSessions !== undefined && (
        <span
          className={styles.figure}
          data-tone={crashFreeTone(crashFreeSessions)}
        >
          {formats.rate(crashFreeSessions)} {t('releases.crashFreeSessions')}
        </span>
      )}
      {adoption !== undefined && (
        <QuietText variant="body-small">
          {formats.rate(adoption)} {t('releases.adoption')}
        </QuietText>
      )}
      {newIssues !== undefined && (
        <QuietText variant="body-small">
          {formats.number(newIssues)} {t('releases.newIssues')}
        </QuietText>
      )}
    </div>
  );
}

function ViewSkeleton() {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <>
      <VisuallyHidden role="status">{t('monitoring.loading')}</VisuallyHidden>
      <div className={styles.section} aria-hidden>
        <Skeleton width="40%" height={16} />
        <Skeleton width="70%" height={16} />
        <Skeleton width="60%" height={16} />
      </div>
    </>
  );
}
