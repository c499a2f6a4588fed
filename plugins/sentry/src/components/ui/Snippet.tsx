import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useId, useState } from 'react';
import { sentryTranslationRef } from '../../translation';
import styles from './Snippet.module.css';

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
