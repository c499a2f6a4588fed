import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, type AlertProps, Text } from '@backstage/ui';
import { useId } from 'react';
import { sentryTranslationRef } from '../../translation';
import { CopyButton } from './buttons';
import styles from './messages.module.css';

/** Joins texts, each as a sentence: Sentry's own may end without a mark. */
export function inSentences(...texts: (string | undefined)[]): string {
  return texts
    .map(text => text?.trim() ?? '')
    .filter(text => text !== '')
    .map((text, index, all) =>
      index === all.length - 1 || /[.!?…:]["'”’)`]*$/.test(text)
        ? text
        : `${text}.`,
    )
    .join(' ');
}

/** A message of the backend, in which backticks mark code. */
export function MessageText(props: { children: string }) {
  return props.children.split(/`([^`]+)`/).map((part, index) =>
    index % 2 ? (
      <code className={styles.code} key={index}>
        {part}
      </code>
    ) : (
      part
    ),
  );
}

/** Backstage's alert, whose buttons wrap below the text on narrow screens. */
export function Notice(props: AlertProps) {
  return <Alert {...props} className={styles.notice} />;
}

/** Lines to paste into a file. */
export function Snippet(props: { file: string; text: string }) {
  const { file, text } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const labelId = useId();
  return (
    <figure className={styles.snippet} aria-labelledby={labelId}>
      <figcaption className={styles.caption}>
        <Text variant="body-x-small" id={labelId}>
          {file}
        </Text>
        <CopyButton label={t('action.copy')} text={() => text} />
      </figcaption>
      {/* Scrolls where it is too wide, and so must take the focus. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles.text} tabIndex={0}>
        <code>{text}</code>
      </pre>
    </figure>
  );
}
