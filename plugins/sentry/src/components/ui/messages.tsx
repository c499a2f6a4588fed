import styles from './messages.module.css';
import { Alert, AlertProps, Button, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useId, useState } from 'react';
import { sentryTranslationRef } from '../../translation';

/** Puts what is said together: each a sentence of its own, also where Sentry ended it with no mark. */
export function inSentences(...said: (string | undefined)[]): string {
  return said
    .map(text => text?.trim())
    .filter(text => text !== undefined && text !== '')
    .map((text, index, all) =>
      index === all.length - 1 || /[.!?…:]["'”’)`]*$/.test(`${text}`)
        ? text
        : `${text}.`,
    )
    .join(' ');
}

/** Words of the backend, which puts what is to be read or typed literally in backticks. */
export function MessageText(props: { children: string }) {
  const parts = props.children.split(/`([^`]+)`/);
  return (
    <>
      {parts.map((part, index) =>
        index % 2 ? (
          <code className={styles.code} key={index}>
            {part}
          </code>
        ) : (
          part
        ),
      )}
    </>
  );
}

/** Backstage's own, whose buttons go below its words where there is no room beside them. */
export function Notice(props: AlertProps) {
  return <Alert {...props} className={styles.notice} />;
}

const copiedForMs = 2000;

/** Lines to paste into a file, named by it. */
export function Snippet(props: { file: string; text: string }) {
  const { file, text } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const labelId = useId();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) {
      return undefined;
    }
    const timer = setTimeout(() => setCopied(false), copiedForMs);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };

  return (
    <figure className={styles.snippet} aria-labelledby={labelId}>
      <figcaption className={styles.caption}>
        <Text variant="body-x-small" color="secondary" id={labelId}>
          {file}
        </Text>
        {/* Browsers keep the clipboard to pages served safely. */}
        {window.isSecureContext && (
          <Button
            size="small"
            variant="tertiary"
            iconStart={copied ? <RiCheckLine /> : <RiFileCopyLine />}
            onPress={copy}
          >
            {copied ? t('action.copied') : t('action.copy')}
          </Button>
        )}
      </figcaption>
      {/* Scrolls on its own where it is too wide, and so must take the focus. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles.text} tabIndex={0}>
        <code>{text}</code>
      </pre>
    </figure>
  );
}
