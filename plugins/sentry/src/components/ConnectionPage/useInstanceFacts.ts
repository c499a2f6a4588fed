import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryInstanceStatus } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../hooks/useFormats';
import { sentryTranslationRef } from '../../translation';

/** What is known of an instance, each with its name; what isn't is left out. */
export function useInstanceFacts(
  instance: SentryInstanceStatus,
): [label: string, value: string][] {
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const { latencyMs, organization, organizationFound, scopes } = instance;
  const { credential, expiresAt, rateLimit, server } = instance;
  const reachable = (): string | undefined => {
    if (!instance.reachable) {
      return instance.reachable === undefined ? undefined : t('instances.no');
    }
    return latencyMs === undefined
      ? t('instances.yes')
      : `${t('instances.yes')}, ${t('instances.latency', {
          number: formats.number(latencyMs),
        })}`;
  };
  const facts: [string, string | undefined][] = [
    [t('instances.reachable'), reachable()],
    [
      t('instances.tls'),
      instance.tls ? t('instances.yes') : t('instances.tlsNo'),
    ],
    [t('instances.organization'), organization],
    [
      t('instances.organizationFound'),
      organizationFound === undefined
        ? undefined
        : t(organizationFound ? 'instances.yes' : 'instances.no'),
    ],
    [t('instances.credential'), credential ?? t('instances.noCredential')],
    [t('instances.held'), scopes && formats.list(scopes.held)],
    [
      t('instances.missing'),
      scopes?.missing.length
        ? t('instances.missingAction', { list: formats.list(scopes.missing) })
        : undefined,
    ],
    [
      t('instances.unneeded'),
      scopes?.unneeded.length
        ? t('instances.unneededAction', { list: formats.list(scopes.unneeded) })
        : undefined,
    ],
    [t('instances.expires'), expiresAt && formats.exact(new Date(expiresAt))],
    [
      t('instances.budget'),
      rateLimit &&
        t('instances.budgetLeft', {
          remaining: formats.number(rateLimit.remaining),
          limit: formats.number(rateLimit.limit),
        }),
    ],
    [
      t('instances.server'),
      server &&
        [t(`instances.dialect.${server.dialect}`), server.version]
          .filter(Boolean)
          .join(' '),
    ],
  ];
  return facts.flatMap(([label, value]): [string, string][] =>
    value ? [[label, value]] : [],
  );
}
