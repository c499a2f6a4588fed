import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { type ReactElement, useEffect, useState } from 'react';
import { sentryTranslationRef } from '../../translation';
import { IconButton } from './IconButton';

const copiedForMs = 2000;

/** Puts a text on the clipboard, and says so; nothing where the browser has none to give. */
export function CopyButton(props: {
  /** What it copies, in words. */
  label: string;
  text: () => string;
  /** Shows the icon alone; the label is for the ear and for the pointer that rests. */
  icon?: ReactElement;
}) {
  const { label, text, icon } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) {
      return undefined;
    }
    const timer = setTimeout(() => setCopied(false), copiedForMs);
    return () => clearTimeout(timer);
  }, [copied]);

  // Browsers keep the clipboard to pages served safely.
  if (!window.isSecureContext) {
    return null;
  }
  const copy = async () => {
    await navigator.clipboard.writeText(text());
    setCopied(true);
  };
  const name = copied ? t('action.copied') : label;
  if (icon) {
    return (
      <IconButton
        label={name}
        icon={copied ? <RiCheckLine /> : icon}
        onPress={copy}
      />
    );
  }
  return (
    <Button
      variant="tertiary"
      size="small"
      iconStart={copied ? <RiCheckLine /> : <RiFileCopyLine />}
      onPress={copy}
    >
      {name}
    </Button>
  );
}
