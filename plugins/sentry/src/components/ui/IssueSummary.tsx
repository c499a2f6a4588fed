import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Badge, Link, type LinkProps } from '@backstage/ui';
import {
  type SentryIssue,
  type SentryIssueLevel,
  sentryProjectName,
} from 'backstage-plugin-sentry-common';
import { Fragment, type MouseEvent, type ReactNode } from 'react';
import { sentryTranslationRef } from '../../translation';
import { useIsGone, useIssueLinks } from './IssueContext';
import styles from './IssueSummary.module.css';
import { ExternalLink } from './links';
import { QuietText, Unseen } from './primitives';

/** Leads to the issue in the portal, which a plain click opens beside the list; else to Sentry. */
function IssueLink(
  props: Pick<LinkProps, 'className' | 'title' | 'color' | 'weight'> & {
    issue: SentryIssue;
    children: ReactNode;
  },
) {
  const { issue, children, ...rest } = props;
  const links = useIssueLinks();
  const href = links?.hrefOf(issue);
  if (!links || href === undefined) {
    return (
      <ExternalLink {...rest} href={issue.permalink} opens="issue" standalone>
        {children}
      </ExternalLink>
    );
  }
  const { onOpen } = links;
  const onClick = (event: MouseEvent) => {
    const { button, metaKey, ctrlKey, shiftKey, altKey } = event;
    const isPlain = !button && !metaKey && !ctrlKey && !shiftKey && !altKey;
    if (onOpen && isPlain) {
      event.preventDefault();
      onOpen(issue);
    }
  };
  return (
    <Link
      {...rest}
      // The text is the issue's, which analytics never gets.
      noTrack
      href={href}
      onClick={onClick}
      data-sentry-issue={issue.id}
      data-sentry-project={sentryProjectName(issue.project)}
      standalone
    >
      {children}
    </Link>
  );
}

type Tone = 'negative' | 'warning' | 'announcement' | 'positive' | 'neutral';

/** Ongoing issues have no tag. */
const toneOf = {
  regressed: 'negative',
  escalating: 'warning',
  new: 'announcement',
  archived_until_escalating: 'neutral',
  archived_until_condition_met: 'neutral',
  archived_forever: 'neutral',
} as const satisfies Partial<
  Record<NonNullable<SentryIssue['substatus']>, Tone>
>;

function IssueTag(props: { tone: Tone; title?: string; children: ReactNode }) {
  return (
    <Badge className={styles.tag} data-tone={props.tone} title={props.title}>
      {props.children}
    </Badge>
  );
}

export function IssueTags(props: { issue: SentryIssue }) {
  const { isUnhandled, status, substatus } = props.issue;
  const { t } = useTranslationRef(sentryTranslationRef);
  const isGone = useIsGone(props.issue);
  const known = isTagged(substatus) ? substatus : undefined;
  const name = known && t(`issue.substatus.${known}`);
  // Until when is too long for a row.
  const isArchived = known && toneOf[known] === 'neutral';
  return (
    <>
      {known && (
        <IssueTag tone={toneOf[known]} title={isArchived ? name : undefined}>
          {isArchived ? t('issue.substatus.archived_forever') : name}
        </IssueTag>
      )}
      {status === 'resolved' && (
        <IssueTag tone="positive">{t('issue.resolved')}</IssueTag>
      )}
      {isGone && <IssueTag tone="neutral">{t('issue.gone')}</IssueTag>}
      {isUnhandled && (
        <IssueTag tone="negative">{t('issue.unhandled')}</IssueTag>
      )}
    </>
  );
}

function isTagged(
  substatus: SentryIssue['substatus'],
): substatus is keyof typeof toneOf {
  return typeof substatus === 'string' && substatus in toneOf;
}

const levels: SentryIssueLevel[] = [
  'sample',
  'debug',
  'info',
  'warning',
  'error',
  'fatal',
];

/** The level as a coloured stripe. */
export function LevelMark(props: { level: SentryIssue['level'] }) {
  const level = knownLevel(props.level);
  const { t } = useTranslationRef(sentryTranslationRef);
  const name = t(`issue.level.${level}`);
  return (
    <span className={styles.level} data-level={level} title={name}>
      <Unseen>{name}</Unseen>
    </span>
  );
}

/** Newer servers may have levels that there is no text for. */
export function knownLevel(level: SentryIssue['level']): SentryIssueLevel {
  return levels.find(known => known === level) ?? 'unknown';
}

/** What happened, and below it the state, type, short id and culprit; children go below. */
export function IssueSummary(props: {
  issue: SentryIssue;
  /** Whether a click anywhere on the surrounding row opens the issue. */
  isStretched?: boolean;
  children?: ReactNode;
}) {
  const { issue, isStretched = false, children } = props;
  const { shortId, culprit } = issue;
  const message = issue.value || issue.title || shortId || issue.id;
  const facts = [issue.type, shortId, culprit].filter(
    (fact, index, all) =>
      fact && fact !== message && all.indexOf(fact) === index,
  );

  return (
    <div className={styles.summary}>
      <LevelMark level={issue.level} />
      <div className={styles.lines}>
        <IssueLink
          issue={issue}
          className={styles.message}
          data-stretched={isStretched}
          title={issue.title}
          color="primary"
          weight="bold"
        >
          <span className={styles.text} dir="auto">
            {message}
          </span>
          {/* Many issues have the same message. */}
          {shortId && shortId !== message && <Unseen> {shortId}</Unseen>}
        </IssueLink>
        <div className={styles.facts}>
          <IssueTags issue={issue} />
          <QuietText title={culprit} truncate>
            {facts.map((fact, index) => (
              <Fragment key={fact}>
                {index > 0 && ' · '}
                <bdi>{fact}</bdi>
              </Fragment>
            ))}
          </QuietText>
        </div>
        {children}
      </div>
    </div>
  );
}
