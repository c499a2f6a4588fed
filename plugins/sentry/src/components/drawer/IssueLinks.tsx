import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type {
  SentryIssueLinksResponse,
  SentryUserFeedback,
} from 'backstage-plugin-sentry-common';
import { useState } from 'react';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { LinkIcon, PeopleIcon, PersonIcon } from '../ui/icons';
import { ExternalLink } from '../ui/links';
import { QuietText, RelativeTime } from '../ui/primitives';
import styles from './IssueBody.module.css';
import { Tie, Ties } from './IssueTies';
import { Section } from './Section';

const feedbackAtFirst = 3;

/**
 * What Sentry links with an issue, without the tickets and the trace, which the issue shows
 * above; nothing where there is nothing.
 */
export function IssueLinks({ links }: { links: SentryIssueLinksResponse }) {
  const { replays, feedback, similar = [], owners } = links;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const hasReplays = replays && replays.count > 0;
  const hasFeedback = feedback && feedback.items.length > 0;
  if (!hasReplays && !hasFeedback && similar.length + owners.length === 0) {
    return null;
  }
  return (
    <>
      {hasFeedback && <Feedback {...feedback} />}
      <div className={styles.ties}>
        <Ties title={t('links.owners')}>
          {owners.map(({ type, name, reason }) => (
            <Tie
              key={`${type} ${name} ${reason}`}
              icon={
                type === 'team' ? (
                  <PeopleIcon size={16} aria-hidden />
                ) : (
                  <PersonIcon size={16} aria-hidden />
                )
              }
            >
              <bdi>{type === 'team' ? t('table.team', { name }) : name}</bdi>
              {reason !== 'other' && (
                <QuietText>{t(`links.reason.${reason}`)}</QuietText>
              )}
            </Tie>
          ))}
        </Ties>
        <Ties title={t('links.similar')}>
          {similar.map(({ id, shortId, title, permalink }) => (
            <Tie key={id} icon={<LinkIcon size={16} aria-hidden />}>
              <ExternalLink href={permalink} opens="issue">
                <bdi>{title}</bdi>
              </ExternalLink>
              {shortId && <QuietText>{shortId}</QuietText>}
            </Tie>
          ))}
        </Ties>
        <Ties title={t('links.replays')}>
          {hasReplays
            ? [
                <Tie key="replays" icon={<LinkIcon size={16} aria-hidden />}>
                  <ExternalLink href={replays.link} opens="replays">
                    {t('links.replayCount', formats.counted(replays.count))}
                  </ExternalLink>
                </Tie>,
              ]
            : []}
        </Ties>
      </div>
    </>
  );
}

/** What users wrote, the newest first. */
function Feedback(props: { count: number; items: SentryUserFeedback[] }) {
  const { count, items } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? items : items.slice(0, feedbackAtFirst);
  const hidden = items.length - shown.length;
  return (
    <Section title={t('links.feedback', formats.counted(count))}>
      <ul className={styles.feedback}>
        {shown.map(({ id, text, date }) => (
          <li key={id}>
            <p dir="auto">{text}</p>
            {date && (
              <QuietText>
                <RelativeTime value={date} />
              </QuietText>
            )}
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <div>
          <Button
            size="small"
            variant="tertiary"
            onPress={() => setWhole(true)}
          >
            {t('links.moreFeedback', formats.counted(hidden))}
          </Button>
        </div>
      )}
    </Section>
  );
}
