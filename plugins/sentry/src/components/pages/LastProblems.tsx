import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { SentryInstanceStatus } from 'backstage-plugin-sentry-common';
import { useId } from 'react';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { RelativeTime } from '../ui/RelativeTime';
import { MessageText } from '../ui/MessageText';
import { QuietText } from '../ui/QuietText';
import styles from './ConnectionPage.module.css';

/** What went wrong lately, though it may be over by now. */
export function LastProblems(props: {
  problems: NonNullable<SentryInstanceStatus['lastProblems']>;
}) {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const titleId = useId();
  return (
    <div className={styles.lately}>
      <Text as="h4" variant="body-medium" weight="bold" id={titleId}>
        {t('instances.lately')}
      </Text>
      <ul aria-labelledby={titleId}>
        {props.problems.map(({ problem, at, count = 1 }) => (
          <li key={`${problem.code} ${problem.message}`}>
            <Text as="p">
              <MessageText>{problem.message}</MessageText>
            </Text>
            <QuietText as="p" variant="body-small">
              <RelativeTime value={at} />
              {count > 1 && ` · ${t('instances.times', { count })}`}
            </QuietText>
          </li>
        ))}
      </ul>
    </div>
  );
}
