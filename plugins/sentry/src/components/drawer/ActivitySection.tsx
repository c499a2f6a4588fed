import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import type {
  SentryActivity,
  SentryActivityResponse,
  SentryIssue,
} from 'backstage-plugin-sentry-common';
import { useState } from 'react';
import type { Answer } from '../../data/useAnswer';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { useTriage } from '../../triage/Triage';
import { AnswerNotices, FailureNotice } from '../ui/AnswerNotices';
import { ExternalLink } from '../ui/links';
import { QuietText, RelativeTime, Skeleton } from '../ui/primitives';
import styles from './Activity.module.css';
import { CommentBox } from './CommentBox';
import { Section } from './Section';

const shownAtFirst = 8;
const shownOfCommit = 7;

/** What people and Sentry did to an issue, the newest first, and a box to comment on it. */
export function ActivitySection(props: {
  issue: SentryIssue;
  activity: Answer<SentryActivityResponse>;
}) {
  const { issue, activity } = props;
  const { data, error, isPending } = activity;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const triage = useTriage();
  const [isWhole, setWhole] = useState(false);
  const [sent, setSent] = useState<SentryActivity[]>([]);

  const items = data && withSent(data.items, sent);
  const shown = isWhole ? items : items?.slice(0, shownAtFirst);
  const hidden = (items?.length ?? 0) - (shown?.length ?? 0);
  const retry = { onRetry: activity.reload, isRetrying: isPending };
  return (
    <Section title={t('activity.title')}>
      {error && <FailureNotice error={error} {...retry} />}
      {data && <AnswerNotices answer={data} {...retry} />}
      {triage?.canChange(issue) && (
        <CommentBox
          triage={triage}
          issue={issue}
          onSent={comment => {
            setSent(last => [comment, ...last]);
            activity.refresh();
          }}
          onCheck={activity.reload}
        />
      )}
      {!data && !error && <Skeleton width="100%" height={96} aria-hidden />}
      {items?.length === 0 && (
        <QuietText as="p" variant="body-small">
          {t('activity.none')}
        </QuietText>
      )}
      {shown && shown.length > 0 && (
        <ol className={styles.timeline} aria-label={t('activity.title')}>
          {shown.map(item => (
            <Happening key={item.id} item={item} />
          ))}
        </ol>
      )}
      {hidden > 0 && (
        <div>
          <Button
            size="small"
            variant="tertiary"
            onPress={() => setWhole(true)}
          >
            {t('activity.more', formats.counted(hidden))}
          </Button>
        </div>
      )}
    </Section>
  );
}

/** With the viewer's own comments that the answer does not have yet. */
function withSent(items: SentryActivity[], sent: SentryActivity[]) {
  const ids = new Set(items.map(({ id }) => id));
  return [...sent.filter(({ id }) => !ids.has(id)), ...items];
}

function Happening({ item }: { item: SentryActivity }) {
  const { kind, actor, date, text, link } = item;
  const textOf = useHappeningText();
  return (
    <li className={styles.item} data-kind={kind}>
      <Text variant="body-small">
        <bdi>{textOf(item)}</bdi>
      </Text>
      <QuietText>
        {actor && (
          <>
            <bdi>{actor}</bdi>
            {' · '}
          </>
        )}
        <RelativeTime value={date} />
      </QuietText>
      {text && (
        <p className={styles.comment} dir="auto">
          {text}
        </p>
      )}
      {link && (
        <ExternalLink href={link.url} variant="body-small">
          <bdi>{link.label}</bdi>
        </ExternalLink>
      )}
    </li>
  );
}

/** Returns what happened, without who did it and when. */
function useHappeningText(): (item: SentryActivity) => string {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { t: tBase } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  return ({ kind, assignee, release, commit, priority, count }) => {
    switch (kind) {
      case 'assigned':
        return assignee
          ? t('activity.assignedTo', { name: assignee })
          : t('activity.kind.assigned');
      case 'resolved':
        if (release) {
          return t('detail.status.resolvedInRelease', { release });
        }
        return commit
          ? t('detail.status.resolvedInCommit', {
              commit: commit.slice(0, shownOfCommit),
            })
          : t('detail.status.resolved');
      case 'regressed':
        return release
          ? t('activity.regressedIn', { release })
          : t('activity.kind.regressed');
      case 'priority':
        return priority === 'high' ||
          priority === 'medium' ||
          priority === 'low'
          ? t('activity.prioritySet', {
              priority: tBase(`issue.priority.${priority}`),
            })
          : t('activity.kind.priority');
      case 'merged':
        return count
          ? t('activity.mergedWith', formats.counted(count))
          : t('activity.kind.merged');
      default:
        return t(`activity.kind.${kind}`);
    }
  };
}
