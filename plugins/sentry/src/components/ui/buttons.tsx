import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  ButtonIcon,
  type ButtonIconProps,
  type ButtonProps,
  Text,
  Tooltip,
  TooltipTrigger,
} from '@backstage/ui';
import { RiCheckLine } from '@remixicon/react';
import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { forwardRef, type ReactElement, useEffect, useState } from 'react';
import { useCaptureAct } from '../../analytics';
import { useSentryConnection } from '../../auth/connection';
import { sentryTranslationRef } from '../../translation';
import { ArrowLeftIcon, ArrowRightIcon, CopyIcon } from './icons';
import styles from './buttons.module.css';

/** Points forward or back in the reading direction. */
export function Arrow(props: { to: 'previous' | 'next'; size?: number }) {
  const { to, size } = props;
  const Icon = to === 'next' ? ArrowRightIcon : ArrowLeftIcon;
  return <Icon className={styles.arrow} size={size} aria-hidden />;
}

interface IconButtonProps extends Omit<
  ButtonIconProps,
  'aria-label' | 'icon' | 'children'
> {
  label: string;
  /** Text of the tooltip. Default the label. */
  tip?: string;
  icon: ReactElement;
}

/** A small icon button with a label and a tooltip. */
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

/** Copies a text; nothing where the browser has no clipboard. */
export function CopyButton(props: {
  label: string;
  text: () => string;
  /** Shown alone, with the label as its tooltip. */
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

  // Browsers offer the clipboard to secure pages only.
  if (!window.isSecureContext) {
    return null;
  }
  const copy = async () => {
    await navigator.clipboard.writeText(text());
    setCopied(true);
  };
  const name = copied ? t('action.copied') : label;
  return icon ? (
    <IconButton
      label={name}
      icon={copied ? <RiCheckLine /> : icon}
      onPress={copy}
    />
  ) : (
    <Button
      variant="tertiary"
      size="small"
      iconStart={copied ? <RiCheckLine /> : <CopyIcon />}
      onPress={copy}
    >
      {name}
    </Button>
  );
}

/** Tries again; disabled until the server takes requests again. */
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
 * Connects the viewer to Sentry, again, or with another account; nothing where users can't.
 * What is on the page is asked for again by the new identity.
 */
export function ConnectButton(props: {
  /** What connecting solves. */
  problem?: SentryProblem;
  variant?: ButtonProps['variant'];
}) {
  const { problem, variant = 'primary' } = props;
  const capture = useCaptureAct();
  const { t } = useTranslationRef(sentryTranslationRef);
  const connection = useSentryConnection();
  if (!connection) {
    return null;
  }
  const againLabel =
    problem?.code === 'NOT_CONNECTED' ? t('connect.other') : t('connect.again');
  return (
    <>
      <Button
        size="small"
        variant={variant}
        onPress={() => {
          capture('connect', 'sentry');
          connection.connect();
        }}
        isPending={connection.isConnecting}
      >
        {connection.isConnected ? againLabel : t('connect.action')}
      </Button>
      {connection.hasFailed && (
        <Text role="status" color="secondary">
          {t('connect.failed')}
        </Text>
      )}
    </>
  );
}
