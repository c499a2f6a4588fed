import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryInstanceStatus } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';

/** What is known of an instance; what isn't is left out. */
export function useInstanceFacts(instance: SentryInstanceStatus): Fact[] {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const { organization, organizationFound, scopes, credential } = instance;
  const { expiresAt, latencyMs, reachable, server, tls } = instance;

  const known = knownCredential(credential);
  const expiry = expiryOf(expiresAt);
  const facts: (Fact | undefined)[] = [
    reachable === undefined
      ? undefined
      : {
          label: t('instances.reachable'),
          value: reachable ? t('instances.yes') : t('instances.no'),
          isOdd: !reachable,
          ...(latencyMs !== undefined && {
            hint: t('instances.latency', { number: formats.number(latencyMs) }),
          }),
        },
    {
      label: t('instances.tls'),
      value: tls ? t('instances.yes') : t('instances.no'),
      isOdd: !tls,
      hint: tls ? undefined : t('instances.tlsAction'),
    },
    server && {
      label: t('instances.server'),
      value: [t(`limits.dialect.${server.dialect}`), server.version]
        .filter(Boolean)
        .join(' '),
    },
    organization === undefined
      ? undefined
      : {
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
    instance.recommendedBaseUrl === undefined
      ? undefined
      : {
          label: t('instances.region'),
          value: instance.recommendedBaseUrl,
          hint: t('instances.regionAction'),
        },
    {
      label: t('instances.credential'),
      value: known
        ? t(`instances.credentialKind.${known}`)
        : (credential ?? t('instances.noCredential')),
      hint: known && t(`instances.credentialHint.${known}`),
      isOdd: credential === undefined,
    },
    expiresAt && expiry
      ? {
          label:
            expiry === 'over' ? t('instances.expired') : t('instances.expires'),
          value: formats.exact(new Date(expiresAt)),
          isOdd: expiry !== 'far',
          hint:
            expiry === 'far'
              ? formats.relative(new Date(expiresAt))
              : t('instances.expiresAction', {
                  time: formats.relative(new Date(expiresAt)),
                }),
        }
      : undefined,
    scopes && {
      label: t('instances.held'),
      value: formats.list(scopes.held) || t('instances.noScopes'),
      isOdd: scopes.held.length === 0,
    },
    scopes?.missing.length
      ? {
          label: t('instances.missing'),
          value: formats.list(scopes.missing),
          hint: t('instances.missingAction'),
          isOdd: true,
        }
      : undefined,
    scopes?.unneeded.length
      ? {
          label: t('instances.unneeded'),
          value: formats.list(scopes.unneeded),
          hint: t('instances.unneededAction'),
          isOdd: true,
        }
      : undefined,
  ];
  return facts.filter(fact => fact !== undefined);
}

/** One thing that is known of an instance. */
export interface Fact {
  /** What it is called. */
  label: string;
  value: string;
  /** What to do about it, or what else to know. */
  hint?: string;
  /** Whether somebody should look at it. */
  isOdd?: boolean;
}

/** From when on the end of a credential is near. */
const nearDays = 14;
const dayMs = 86_400_000;

/** How near the end of a credential is. */
function expiryOf(
  expiresAt: string | undefined,
  now: Date = new Date(),
): 'over' | 'near' | 'far' | undefined {
  const end = expiresAt ? Date.parse(expiresAt) : Number.NaN;
  if (Number.isNaN(end)) {
    return undefined;
  }
  const left = end - now.getTime();
  if (left <= 0) {
    return 'over';
  }
  return left <= nearDays * dayMs ? 'near' : 'far';
}

const credentials = ['token', 'api-key', 'user', 'token-exchange'] as const;

/** The kinds of `auth.type` that there are words for. */
function knownCredential(
  credential: SentryInstanceStatus['credential'],
): (typeof credentials)[number] | undefined {
  return credentials.find(known => known === credential);
}
