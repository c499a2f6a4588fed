import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { AskWhy } from './AskWhy';
import styles from './Triage.module.css';
import type { Lack } from './useLacks';

/** Stands in the place of an action, so that nothing moves, and says to those who ask why it is none. */
export function NotOffered(props: {
  action: string;
  message: string;
  /** What helps. */
  help?: string;
}) {
  const { action, message, help } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <AskWhy
      ask={action}
      name={t('triage.notOffered.ask', { action })}
      title={t('triage.notOffered.title', { action })}
    >
      <Text as="p">{message}</Text>
      {help && (
        <Text as="p" className={styles.quiet}>
          {help}
        </Text>
      )}
    </AskWhy>
  );
}

/** An action; in its place why it is not offered; nothing where no issue here could have it. */
export function Offered(props: {
  action: string;
  lack: Lack | undefined;
  children: ReactNode;
}) {
  const { action, lack, children } = props;
  if (!lack) {
    return children;
  }
  return (
    lack.isKnown && (
      <NotOffered action={action} message={lack.message} help={lack.action} />
    )
  );
}
