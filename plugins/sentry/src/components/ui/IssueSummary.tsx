import { Link, LinkProps, Badge, VisuallyHidden, Text } from '@backstage/ui';
import {
  type SentryIssue,
  sentryProjectName,
  type SentryIssueLevel,
} from 'backstage-plugin-sentry-common';
import type { MouseEvent, ReactNode } from 'react';
import { ExternalLink } from './links';
import { useIssueLinks } from './IssueContext';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { sentryTranslationRef } from '../../translation';
import styles from './IssueSummary.module.css';
import { QuietText } from './primitives';

/**
 * The link of an issue in a list: to its detail where the portal has one, which a
 * plain click opens beside the list; else to Sentry.
 */
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
      <ExternalLink {...rest} href={issue.permalink} standalone>
        {children}
      </ExternalLink>
    );
  }
  const { onOpen } = links;
  const onClick = (event: MouseEvent) => {
    if (onOpen && isPlain(event)) {
      event.preventDefault();
      onOpen(issue);
    }
  };
  return (
    <Link
      {...rest}
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

/** Whether a click means this page, and not another tab or window. */
function isPlain(event: MouseEvent): boolean {
  return (
    event.button === 0 &&
    !event.metaKey &&
    !event.ctrlKey &&
    !event.shiftKey &&
    !event.altKey
  );
}

type Tone = 'negative' | 'warning' | 'announcement' | 'positive' | 'neutral';

/** The ones worth a tag: an issue that just goes on has none. */
const toneOfSubstatus = {
  regressed: 'negative',
  escalating: 'warning',
  new: 'announcement',
} as const satisfies Partial<
  Record<NonNullable<SentryIssue['substatus']>, Tone>
>;

/** Until when is told to who asks: it is too long for a row. */
const archived = [
  'archived_until_escalating',
  'archived_until_condition_met',
  'archived_forever',
] as const satisfies SentryIssue['substatus'][];

function IssueTag(props: { tone: Tone; title?: string; children: ReactNode }) {
  return (
    <Badge className={styles.tag} data-tone={props.tone} title={props.title}>
      {props.children}
    </Badge>
  );
}

/** What is special about an issue's state; nothing for one that just goes on. */
export function IssueTags(props: { issue: SentryIssue }) {
  const { isUnhandled, status, substatus } = props.issue;
  const { t } = useTranslationRef(sentryTranslationRef);
  const until = archived.find(name => name === substatus);
  return (
    <>
      {isTagged(substatus) && (
        <IssueTag tone={toneOfSubstatus[substatus]}>
          {t(`issue.substatus.${substatus}`)}
        </IssueTag>
      )}
      {until && (
        <IssueTag tone="neutral" title={t(`issue.substatus.${until}`)}>
          {t('issue.substatus.archived_forever')}
        </IssueTag>
      )}
      {status === 'resolved' && (
        <IssueTag tone="positive">{t('issue.resolved')}</IssueTag>
      )}
      {isUnhandled && (
        <IssueTag tone="negative">{t('issue.unhandled')}</IssueTag>
      )}
    </>
  );
}

function isTagged(
  substatus: SentryIssue['substatus'],
): substatus is keyof typeof toneOfSubstatus {
  return typeof substatus === 'string' && substatus in toneOfSubstatus;
}

const levels: SentryIssueLevel[] = [
  'sample',
  'debug',
  'info',
  'warning',
  'error',
  'fatal',
];

/** How bad an issue is, as a stripe as high as what it stands beside. */
export function LevelMark(props: { level: SentryIssue['level'] }) {
  const level = knownLevel(props.level);
  const { t } = useTranslationRef(sentryTranslationRef);
  const name = t(`issue.level.${level}`);
  return (
    <span className={styles.level} data-level={level} title={name}>
      <VisuallyHidden>{name}</VisuallyHidden>
    </span>
  );
}

/** A Sentry newer than this plugin may have levels that it has no word for. */
export function knownLevel(level: SentryIssue['level']): SentryIssueLevel {
  return levels.find(known => known === level) ?? 'unknown';
}

/** What an issue is: type, message, where it happened and how it is called. */
export function IssueSummary(props: {
  issue: SentryIssue;
  /** Stands below, such as the entities that it is of. */
  children?: ReactNode;
}) {
  const { issue, children } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const level = knownLevel(issue.level);
  const heading = issue.type || issue.title || issue.shortId || issue.id;
  const message = issue.value === heading ? undefined : issue.value;

  return (
    <div className={styles.summary}>
      <span
        className={styles.level}
        data-level={level}
        title={t(`issue.level.${level}`)}
      />
      <div className={styles.lines}>
        <div className={styles.heading}>
          <IssueLink
            issue={issue}
            className={styles.title}
            data-alone={!message}
            title={issue.title}
            color="primary"
            weight="bold"
          >
            <bdi>{heading}</bdi>
          </IssueLink>
          <VisuallyHidden>{t(`issue.level.${level}`)}</VisuallyHidden>
          <IssueTags issue={issue} />
        </div>
        {message && (
          <Text as="p" variant="body-small" title={message} truncate>
            <bdi>{message}</bdi>
          </Text>
        )}
        <QuietText as="p" title={issue.culprit} truncate>
          <bdi>{issue.shortId}</bdi>
          {issue.shortId && issue.culprit && ' · '}
          <bdi>{issue.culprit}</bdi>
        </QuietText>
        {children}
      </div>
    </div>
  );
}
