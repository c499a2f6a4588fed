import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryInstanceStatus } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';

/** A fact about an instance. */
export interface Fact {
  label: string;
  value: string;
  /** What to do about it, or more of it. */
  hint?: string;
  /** Whether somebody should look at it. */
  isOdd?: boolean;
}

/** The kinds of `auth.type` that there are texts for. */
const credentials = ['token', 'api-key', 'user', 'token-exchange'] as const;

/** The known facts about an instance. */
export function useInstanceFacts(instance: SentryInstanceStatus): Fact[] {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const { organization, organizationFound, scopes, credential } = instance;
  const { expiresAt, latencyMs, reachable, server, tls } = instance;
  const kind = credentials.find(known => known === credential);
  const expiry = expiryOf(expiresAt);
  const yesOrNo = (is: boolean) => t(is ? 'instances.yes' : 'instances.no');

  const facts: (Fact | false | undefined)[] = [
    reachable !== undefined && {
      label: t('instances.reachable'),
      value: yesOrNo(reachable),
      isOdd: !reachable,
      hint:
        latencyMs === undefined
          ? undefined
          : t('instances.latency', { number: formats.number(latencyMs) }),
    },
    {
      label: t('instances.tls'),
      value: yesOrNo(tls),
      isOdd: !tls,
      hint: tls ? undefined : t('instances.tlsAction'),
    },
    server && {
      label: t('instances.server'),
      value: [t(`limits.dialect.${server.dialect}`), server.version]
        .filter(Boolean)
        .join(' '),
    },
    organization !== undefined && {
      label: t('instances.organization'),
      value: organization,
      isOdd: organizationFound === false,
      hint:
        organizationFound === undefined
          ? undefined
          : t(
              organizationFound
                ? 'instances.organizationFound'
                : 'instances.organizationNotFound',
            ),
    },
    instance.recommendedBaseUrl !== undefined && {
      label: t('instances.region'),
      value: instance.recommendedBaseUrl,
      hint: t('instances.regionAction'),
    },
    {
      label: t('instances.credential'),
      value: kind
        ? t(`instances.credentialKind.${kind}`)
        : (credential ?? t('instances.noCredential')),
      hint: kind && t(`instances.credentialHint.${kind}`),
      isOdd: credential === undefined,
    },
    expiry && {
      label: t(expiry.isOver ? 'instances.expired' : 'instances.expires'),
      value: formats.exact(expiry.end),
      isOdd: expiry.isNear,
      hint: expiry.isNear
        ? t('instances.expiresAction', { time: formats.relative(expiry.end) })
        : formats.relative(expiry.end),
    },
    scopes && {
      label: t('instances.held'),
      value: formats.list(scopes.held) || t('instances.noScopes'),
      isOdd: scopes.held.length === 0,
    },
    scopes !== undefined &&
      scopes.missing.length > 0 && {
        label: t('instances.missing'),
        value: formats.list(scopes.missing),
        hint: t('instances.missingAction'),
        isOdd: true,
      },
    scopes !== undefined &&
      scopes.unneeded.length > 0 && {
        label: t('instances.unneeded'),
        value: formats.list(scopes.unneeded),
        hint: t('instances.unneededAction'),
        isOdd: true,
      },
  ];
  return facts.filter(fact => typeof fact === 'object');
}

const nearMs = 14 * 86_400_000;

/** When a credential ends: near is within two weeks, or over. */
function expiryOf(expiresAt: string | undefined) {
  const end = new Date(expiresAt ?? Number.NaN);
  const left = end.getTime() - Date.now();
  return Number.isNaN(left)
    ? undefined
    : { end, isOver: left <= 0, isNear: left <= nearMs };
}
