import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { RiArrowDownSLine, RiCloseLine } from '@remixicon/react';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import {
  type KeyboardEvent,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useFormats } from '../../formats';
import { useElementWidth } from '../../hooks';
import { type IssueAddress, isIssue } from '../../issueUrl/address';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { CopyButton, IconButton } from '../ui/buttons';
import { IssueTags, knownLevel, LevelMark } from '../ui/IssueSummary';
import { ChevronUpIcon, LinkIcon } from '../ui/icons';
import { OpenInSentry } from '../ui/links';
import { QuietText, Skeleton } from '../ui/primitives';
import styles from './IssueDrawer.module.css';

/** What stays visible while the rest scrolls: which issue it is, and the ways out. */
export function IssueBar(props: {
  shortId: string;
  href: string | undefined;
  server: string;
  stepper: IssueStepper;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <div className={styles.bar}>
      <div className={styles.ids}>
        <QuietText variant="body-small">
          <bdi className={styles.mono}>{props.shortId}</bdi>
        </QuietText>
        <CopyButton
          label={t('detail.copyLink')}
          icon={<LinkIcon />}
          text={() => window.location.href}
        />
      </div>
      <div className={styles.ways}>
        <StepButtons stepper={props.stepper} />
        <OpenInSentry href={props.href} server={props.server} subject="issue" />
        <IconButton
          label={t('detail.close')}
          icon={<RiCloseLine />}
          onPress={props.onClose}
        />
      </div>
    </div>
  );
}

/** What the issue says, with its kind above and its place below. */
export function IssueTitle(props: {
  /** What the heading says until the issue is known. */
  name: string;
  issue: SentryIssue | undefined;
}) {
  const { name, issue } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const message = issue ? messageOf(issue) : name;
  const kind = issue && (issue.type || issue.title);
  const title = useRef<HTMLHeadingElement>(null);
  const [isWhole, setIsWhole] = useState(false);
  const isCut = useIsCut(title, message) || isWhole;

  // Moves focus and screen reader here when the viewer steps to another issue.
  useEffect(() => title.current?.focus({ preventScroll: true }), []);

  return (
    <div className={styles.titleRow}>
      {issue && <LevelMark level={issue.level} />}
      <div className={styles.titleText}>
        <div className={styles.kind}>
          {issue ? (
            <>
              <QuietText variant="body-small">
                {t(`detail.level.${knownLevel(issue.level)}`)}
                {kind && kind !== message && (
                  <>
                    {' · '}
                    <bdi className={styles.type}>{kind}</bdi>
                  </>
                )}
              </QuietText>
              <IssueTags issue={issue} />
            </>
          ) : (
            <Skeleton width={160} height={16} aria-hidden />
          )}
        </div>
        <Text
          as="h2"
          ref={title}
          variant="title-x-small"
          weight="bold"
          className={styles.title}
          data-whole={isWhole || undefined}
          data-to-come={!issue || undefined}
          tabIndex={-1}
          dir="auto"
        >
          {message}
        </Text>
        {isCut && (
          <Button
            size="small"
            variant="tertiary"
            className={styles.more}
            aria-expanded={isWhole}
            onPress={() => setIsWhole(!isWhole)}
          >
            {t(isWhole ? 'detail.less' : 'detail.more')}
          </Button>
        )}
        <div className={styles.culprit}>
          {issue ? (
            <QuietText variant="body-small">
              <bdi className={styles.mono}>{issue.culprit}</bdi>
              {issue.culprit && ' · '}
              <bdi title={issue.project.name}>{issue.project.slug}</bdi>
            </QuietText>
          ) : (
            <Skeleton width={220} height={16} aria-hidden />
          )}
        </div>
      </div>
    </div>
  );
}

/** What the issue says: its message, or its title where it has no other. */
export function messageOf({ value, title, type, id }: SentryIssue): string {
  return value || title || type || id;
}

/** Whether a text has more lines than are shown. */
function useIsCut(
  text: { current: HTMLElement | null },
  content: string,
): boolean {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [isCut, setIsCut] = useState(false);
  const width = useElementWidth(element);
  useLayoutEffect(() => {
    setElement(text.current);
    if (text.current) {
      const { scrollHeight, clientHeight } = text.current;
      setIsCut(scrollHeight > clientHeight + 1);
    }
  }, [text, content, width]);
  return isCut;
}

function StepButtons(props: { stepper: IssueStepper }) {
  const { onPrevious, onNext, index, count } = props.stepper;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  if (index === undefined || count < 2) {
    return null;
  }
  return (
    <div className={styles.steps}>
      <span className={styles.place}>
        <QuietText variant="body-small">
          {t('detail.place', {
            index: formats.number(index),
            number: formats.number(count),
          })}
        </QuietText>
      </span>
      <IconButton
        label={t('detail.previous')}
        tip={t('detail.previousKey')}
        aria-keyshortcuts="k"
        icon={<ChevronUpIcon />}
        isDisabled={!onPrevious}
        onPress={onPrevious}
      />
      <IconButton
        label={t('detail.next')}
        tip={t('detail.nextKey')}
        aria-keyshortcuts="j"
        icon={<RiArrowDownSLine />}
        isDisabled={!onNext}
        onPress={onNext}
      />
    </div>
  );
}

/** Steps along the issues of the list. */
export interface IssueStepper {
  /** Undefined at the page's end, and for an issue that is not on the page. */
  onPrevious?: () => void;
  onNext?: () => void;
  /** Position on the page, from 1. */
  index?: number;
  count: number;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** Elements in which letters are typed or pick an item. */
const typing =
  'input, textarea, select, [contenteditable="true"], [role="menu"], [role="listbox"], [role="combobox"]';

/** Steps by the keys `j` and `k`, and by buttons. */
export function useIssueStepper(options: {
  issues: SentryIssue[];
  address: IssueAddress;
  onOpen: (issue: SentryIssue) => void;
}): IssueStepper {
  const { issues, address, onOpen } = options;
  const index = issues.findIndex(issue => isIssue(issue, address));
  const openAt = (at: number) => {
    const issue = index === -1 ? undefined : issues[at];
    return issue && (() => onOpen(issue));
  };
  const onPrevious = openAt(index - 1);
  const onNext = openAt(index + 1);

  const onKeyDown = (event: KeyboardEvent) => {
    const { key, target, currentTarget } = event;
    const isOther =
      event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
    // React also passes on events of menus, which lie outside the drawer in the document.
    const isInside =
      target instanceof Element && currentTarget.contains(target);
    if (isOther || event.repeat || !isInside || target.closest(typing)) {
      return;
    }
    // Caps Lock sends capitals.
    const step = { j: onNext, k: onPrevious }[key.toLocaleLowerCase('en-US')];
    if (step) {
      event.preventDefault();
      step();
    }
  };
  return {
    onPrevious,
    onNext,
    index: index === -1 ? undefined : index + 1,
    count: issues.length,
    onKeyDown,
  };
}
