import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryInstanceStatus } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { inSentences } from '../ui/messages';

/** What the platform team reads of an instance, below its label. */
export interface Fact {
  label: string;
  value: string;
  /** What to do about it, or more of it. */
  hint?: string;
  /** Whether the platform team should look at it. */
  isOdd?: boolean;
  /** Where to do it. */
  link?: { href: string; text: string };
}

/** Whether webhooks arrive, and whether templates can create projects. */
export function useWiringFacts(instance: SentryInstanceStatus): Fact[] {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const webhooks = useWebhooksFact(instance);
  const { provisioning } = instance;
  if (!provisioning) {
    return webhooks ? [webhooks] : [];
  }
  const { token, scopes } = provisioning;
  const lacks = scopes?.missing.join(', ');
  const templates = {
    label: t('instances.templates.label'),
    value: t(
      token === 'accepted' && lacks
        ? 'instances.templates.incomplete'
        : `instances.templates.${token}`,
    ),
    hint:
      lacks || token === 'rejected'
        ? t(
            lacks
              ? 'instances.templates.incompleteAction'
              : 'instances.templates.rejectedAction',
            { scopes: lacks ?? '' },
          )
        : scopes?.held.join(', '),
    isOdd: Boolean(lacks) || token === 'rejected',
  };
  return webhooks ? [webhooks, templates] : [templates];
}

function useWebhooksFact(instance: SentryInstanceStatus): Fact | undefined {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const { webhooks, server } = instance;
  const label = t('instances.webhooks.label');
  if (!webhooks) {
    return server?.dialect === 'glitchtip'
      ? { label, value: t('instances.webhooks.glitchtip') }
      : undefined;
  }
  const { url, integration, missing, settingsLink, lastReceivedAt } = webhooks;
  const { problem, hasSecret } = webhooks;
  const link = settingsLink
    ? { href: settingsLink, text: t('instances.webhooks.settings') }
    : undefined;
  const last = lastReceivedAt
    ? t('instances.webhooks.last', {
        time: formats.relative(new Date(lastReceivedAt)),
      })
    : t('instances.webhooks.noneYet');
  const names = {
    url,
    name: integration?.name ?? '',
    address: integration?.webhookUrl ?? '',
  };
  // Without either side nobody has set them up, which is fine.
  if (!hasSecret && !integration) {
    const value = t('instances.webhooks.off');
    return { label, value, hint: t('instances.webhooks.offHint'), link };
  }
  if (missing.length) {
    const steps = missing.map(part =>
      t(`instances.webhooks.missing.${part}`, names),
    );
    const value = t('instances.webhooks.incomplete');
    return { label, value, hint: steps.join(' '), isOdd: true, link };
  }
  if (problem) {
    return {
      label,
      value: t('instances.webhooks.unknown'),
      hint: inSentences(last, problem.message, problem.action),
      link,
    };
  }
  return {
    label,
    value: integration
      ? formats.list(integration.resources)
      : t('instances.webhooks.unknown'),
    hint: last,
    link,
  };
}
