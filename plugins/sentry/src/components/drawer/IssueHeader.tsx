import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  RiArrowDownSLine,
  RiArrowUpSLine,
  RiCloseLine,
  RiLinkM,
} from '@remixicon/react';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import type { ReactNode, RefObject } from 'react';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { CopyButton } from '../ui/CopyButton';
import { OpenInSentry } from '../ui/ExternalLink';
import { IconButton } from '../ui/IconButton';
import { IssueTags } from '../ui/IssueTag';
import { LevelMark } from '../ui/LevelMark';
import { QuietText } from '../ui/QuietText';
import styles from './IssueHeader.module.css';
import type { IssueStepper } from './useIssueStepper';

/** What stays in sight: which issue it is, and what can be done from anywhere. */
export function IssueHeader(props: {
  headingRef: RefObject<HTMLHeadingElement>;
  issueId: string;
  /** As much as is known; undefined while nothing is. */
  issue: SentryIssue | undefined;
  href: string | undefined;
  stepper: IssueStepper;
  onClose: () => void;
  /** What the viewer may do to the issue, in a row of its own. */
  actions?: ReactNode;
}) {
  const { headingRef, issueId, issue, href, onClose, actions } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const shortId = issue?.shortId ?? issueId;
  const heading =
    issue?.type || issue?.title || t('detail.title', { id: shortId });

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
            ref={headingRef}
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
      {actions && <div className={styles.actions}>{actions}</div>}
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
