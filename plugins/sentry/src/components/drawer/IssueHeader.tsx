import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  RiArrowDownSLine,
  RiArrowUpSLine,
  RiCloseLine,
  RiLinkM,
} from '@remixicon/react';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useFormats } from '../../formats';
import { type IssueAddress, isIssue } from '../../issueUrl/address';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { CopyButton, IconButton } from '../ui/buttons';
import { OpenInSentry } from '../ui/links';
import { IssueTags, LevelMark } from '../ui/IssueSummary';
import { QuietText } from '../ui/primitives';
import styles from './IssueDrawer.module.css';

/** What stays visible while the rest scrolls: the issue's title and the buttons. */
export function IssueHeader(props: {
  issueId: string;
  /** Undefined while nothing is known of it. */
  issue: SentryIssue | undefined;
  href: string | undefined;
  stepper: IssueStepper;
  onClose: () => void;
  /** A row below the title. */
  children: ReactNode;
}) {
  const { issueId, issue, href, onClose, children } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const title = useRef<HTMLHeadingElement>(null);
  const shortId = issue?.shortId ?? issueId;
  const heading =
    issue?.type || issue?.title || t('detail.title', { id: shortId });

  // Moves focus and screen reader here when the viewer steps to another issue.
  useEffect(() => title.current?.focus(), []);

  return (
    <header className={styles.header}>
      <div className={styles.bar}>
        <div className={styles.ids}>
          <QuietText variant="body-small">
            <bdi className={styles.shortId}>{shortId}</bdi>
          </QuietText>
          <CopyButton
            label={t('detail.copyLink')}
            icon={<RiLinkM />}
            text={() => window.location.href}
          />
        </div>
        <div className={styles.ways}>
          <StepButtons stepper={props.stepper} />
          <OpenInSentry href={href} />
          <IconButton
            label={t('detail.close')}
            icon={<RiCloseLine />}
            onPress={onClose}
          />
        </div>
      </div>
      <div className={styles.titleRow}>
        {issue && <LevelMark level={issue.level} />}
        <div className={styles.titleText}>
          <Text
            as="h2"
            ref={title}
            variant="title-x-small"
            weight="bold"
            className={styles.title}
            tabIndex={-1}
            title={issue?.title}
          >
            <bdi>{heading}</bdi>
          </Text>
          {issue && (
            <div className={styles.tags}>
              <IssueTags issue={issue} />
            </div>
          )}
        </div>
      </div>
      {children}
    </header>
  );
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
        icon={<RiArrowUpSLine />}
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
