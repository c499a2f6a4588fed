import {
  RiArrowLeftSLine,
  RiArrowRightSLine,
  RiCheckLine,
  RiFileCopyLine,
} from '@remixicon/react';
import styles from './buttons.module.css';
import {
  ButtonIcon,
  ButtonIconProps,
  Tooltip,
  TooltipTrigger,
  Button,
  ButtonProps,
  Text,
} from '@backstage/ui';
import { forwardRef, ReactElement, useEffect, useState, useRef } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { sentryTranslationRef } from '../../translation';
import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { useSentryConnection } from '../../auth/connection';

/** Points on or back in the direction of reading, whichever that is. */
export function Arrow(props: { to: 'previous' | 'next'; size?: number }) {
  const { to, size } = props;
  const Icon = to === 'next' ? RiArrowRightSLine : RiArrowLeftSLine;
  return <Icon className={styles.arrow} size={size} aria-hidden />;
}

/** What {@link IconButton} takes beside what any button with an icon does. */
interface IconButtonProps extends Omit<
  ButtonIconProps,
  'aria-label' | 'icon' | 'children'
> {
  /** What it does: its name. */
  label: string;
  /** Shown to the pointer that rests and to the keyboard. Default the label. */
  tip?: string;
  icon: ReactElement;
}

/** A small button that is an icon alone, and says in words what it does. */
export const IconButton = forwardRef<HTMLButtonElement, IconButtonProps>(
  (props, ref) => {
    const { label, tip = label, ...rest } = props;
    return (
      <TooltipTrigger>
        <ButtonIcon
          ref={ref}
          variant="tertiary"
          size="small"
          {...rest}
          aria-label={label}
        />
        <Tooltip>{tip}</Tooltip>
      </TooltipTrigger>
    );
  },
);
IconButton.displayName = 'IconButton';

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

/** Asks again, once it is worth it. */
export function RetryButton(props: {
  onRetry: () => void;
  isPending?: boolean;
  afterSeconds?: number;
}) {
  const { onRetry, isPending, afterSeconds = 0 } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const left = useCountdown(afterSeconds);
  return (
    <Button
      variant="secondary"
      size="small"
      onPress={onRetry}
      isPending={isPending}
      isDisabled={left > 0}
    >
      {left > 0 ? t('action.retryIn', { count: left }) : t('action.retry')}
    </Button>
  );
}

function useCountdown(seconds: number): number {
  const [left, setLeft] = useState(seconds);

  useEffect(() => {
    const end = Date.now() + seconds * 1000;
    setLeft(seconds);
    if (seconds <= 0) {
      return undefined;
    }
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      setLeft(rest);
      if (rest === 0) {
        clearInterval(timer);
      }
    }, 1000);
    return () => clearInterval(timer);
  }, [seconds]);

  return left;
}

/**
 * Connects the viewer to Sentry; once more, or to another account, where they are
 * connected already. Nothing where users can't connect.
 */
export function ConnectButton(props: {
  /** What the viewer can mend by it, where anything is wrong. */
  problem?: SentryProblem;
  onConnected: () => void;
  /** How loudly; `primary` where it is the way out. */
  variant?: ButtonProps['variant'];
}) {
  const { problem, onConnected, variant = 'primary' } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const connection = useSentryConnection();
  const isConnected = connection?.isConnected;
  const wasConnected = useRef(isConnected);

  useEffect(() => {
    // Also when the viewer connected elsewhere on the page.
    if (isConnected && wasConnected.current === false) {
      onConnected();
    }
    wasConnected.current = isConnected;
  }, [isConnected, onConnected]);

  if (!connection) {
    return null;
  }
  const label = () => {
    if (!isConnected) {
      return t('connect.action');
    }
    return problem?.code === 'NOT_CONNECTED'
      ? t('connect.other')
      : t('connect.again');
  };
  return (
    <>
      <Button
        size="small"
        variant={variant}
        onPress={connection.connect}
        isPending={connection.isConnecting}
      >
        {label()}
      </Button>
      {connection.hasFailed && (
        <Text role="status" color="secondary">
          {t('connect.failed')}
        </Text>
      )}
    </>
  );
}
