import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ButtonLink,
  Link,
  type LinkProps,
  Text,
  VisuallyHidden,
} from '@backstage/ui';
import type { ReactNode } from 'react';
import { useCaptureAct } from '../../analytics';
import { mostCounted } from '../../data/answers';
import { useFormats } from '../../formats';
import { sentryTranslationRef } from '../../translation';
import { ExternalLinkIcon } from './icons';
import styles from './links.module.css';

/** The URL if it is an http or https one. */
export function httpUrl(url: string | undefined): string | undefined {
  return url && /^https?:\/\//i.test(url) ? url : undefined;
}

const newTab = { target: '_blank', rel: 'noopener noreferrer' };

/** A link out of Backstage, in a new tab; plain text for other than http URLs. */
export function ExternalLink(
  props: Omit<LinkProps, 'target' | 'rel'> & {
    /** What of Sentry it opens, as analytics names it. */
    opens?: string;
    children: ReactNode;
  },
) {
  const { href, opens, children, ...rest } = props;
  const capture = useCaptureAct();
  const { t } = useTranslationRef(sentryTranslationRef);
  const url = httpUrl(href);
  if (!url) {
    const { className, title, variant, weight } = rest;
    return (
      <Text
        className={className}
        title={title}
        variant={variant}
        weight={weight}
      >
        {children}
      </Text>
    );
  }
  return (
    <Link
      {...rest}
      // Texts and addresses are Sentry's; what is reported is below.
      noTrack
      href={url}
      onClick={opens ? () => capture('open-in-sentry', opens) : undefined}
      {...newTab}
    >
      {children}
      <VisuallyHidden> {t('action.newTab')}</VisuallyHidden>
    </Link>
  );
}

export function OpenInSentry(props: {
  href: string | undefined;
  /** What the server is called. Default `Sentry`. */
  server?: string;
  /** What is opened, as analytics names it. Default `issues`. */
  subject?: string;
  /** Of the label, such as what hides it in little room. */
  labelClassName?: string;
}) {
  const { server = 'Sentry', labelClassName = '' } = props;
  const capture = useCaptureAct();
  const { t } = useTranslationRef(sentryTranslationRef);
  const url = httpUrl(props.href);
  if (!url) {
    return null;
  }
  return (
    <ButtonLink
      noTrack
      variant="secondary"
      size="small"
      href={url}
      iconEnd={<ExternalLinkIcon aria-hidden />}
      onPress={() => capture('open-in-sentry', props.subject ?? 'issues')}
      {...newTab}
    >
      <span className={`${styles.label} ${labelClassName}`}>
        {t('action.openInSentry', { server })}
      </span>
      <VisuallyHidden> {t('action.newTab')}</VisuallyHidden>
    </ButtonLink>
  );
}

/** From a card to the tab. */
export function AllIssues(props: { href: string; total?: number }) {
  const { href, total } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  return (
    <Link href={href}>
      {total && total < mostCounted
        ? t('card.allIssuesOf', formats.counted(total))
        : t('card.allIssues')}
    </Link>
  );
}
