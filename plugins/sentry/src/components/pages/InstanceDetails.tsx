import {
  appLanguageApiRef,
  useApiHolder,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { RiErrorWarningLine } from '@remixicon/react';
import type { SentryInstanceStatus } from 'backstage-plugin-sentry-common';
import { useId } from 'react';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { inSentences, MessageText } from '../ui/messages';
import { ExternalLink } from '../ui/links';
import { QuietText, RelativeTime } from '../ui/primitives';
import styles from './Instances.module.css';
import { useWiringFacts, type Fact } from './wiringFacts';

/** What those who run the portal need to know of an instance, folded. */
export function InstanceDetails(props: { instance: SentryInstanceStatus }) {
  const { problems, lastProblems = [], rateLimit } = props.instance;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const facts = [
    ...useFacts(props.instance),
    ...useWiringFacts(props.instance),
  ];
  const hints = facts.filter(({ isOdd }) => isOdd).length;
  return (
    <details className={styles.details}>
      <summary>
        {t('instances.forPlatformTeam')}
        {hints > 0 && (
          <QuietText variant="body-small">
            {' · '}
            {t('instances.hints', {
              count: hints,
              number: formats.number(hints),
            })}
          </QuietText>
        )}
      </summary>
      {problems
        .filter(({ code }) => code !== 'NOT_CONNECTED')
        .map(({ message, action }) => (
          <Text as="p" key={message} dir="auto">
            <MessageText>{inSentences(message, action)}</MessageText>
          </Text>
        ))}
      <dl className={styles.facts}>
        {facts.map(({ label, value, hint, isOdd, link }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <span className={styles.value}>
                {isOdd && <RiErrorWarningLine size={16} aria-hidden />}
                <bdi>{value}</bdi>
              </span>
              {hint && (
                <QuietText as="p" variant="body-small">
                  <MessageText>{hint}</MessageText>
                </QuietText>
              )}
              {link && (
                <ExternalLink href={link.href} variant="body-small">
                  {link.text}
                </ExternalLink>
              )}
            </dd>
          </div>
        ))}
        {rateLimit && <RateLimit rateLimit={rateLimit} />}
      </dl>
      {lastProblems.length > 0 && <LastProblems problems={lastProblems} />}
    </details>
  );
}

/** The kinds of `auth.type` that there are texts for. */
const credentials = ['token', 'api-key', 'user', 'token-exchange'] as const;

function useFacts(instance: SentryInstanceStatus): Fact[] {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const { organization, organizationFound, scopes, credential } = instance;
  const { latencyMs, reachable, server, tls, recommendedBaseUrl } = instance;
  const kind = credentials.find(known => known === credential);
  const expiry = expiryOf(instance.expiresAt);

  const facts: (Fact | false | undefined)[] = [
    reachable !== undefined && {
      label: t('instances.server'),
      value: server
        ? [t(`limits.dialect.${server.dialect}`), server.version]
            .filter(Boolean)
            .join(' ')
        : t(reachable ? 'instances.reachable' : 'instances.notReachable'),
      isOdd: !reachable,
      hint:
        latencyMs === undefined
          ? undefined
          : t('instances.latency', { number: formats.number(latencyMs) }),
    },
    !tls && {
      label: t('instances.tls'),
      value: t('instances.no'),
      isOdd: true,
      hint: t('instances.tlsAction'),
    },
    organization !== undefined &&
      organizationFound === false && {
        label: t('instances.organization'),
        value: organization,
        isOdd: true,
        hint: t('instances.organizationNotFound'),
      },
    recommendedBaseUrl !== undefined && {
      label: t('instances.region'),
      value: recommendedBaseUrl,
      isOdd: true,
      hint: t('instances.regionAction'),
    },
    {
      label: t('instances.credential'),
      value: kind
        ? t(`instances.credentialKind.${kind}`)
        : (credential ?? t('instances.none')),
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
      value: formats.list(scopes.held) || t('instances.none'),
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

function RateLimit(props: {
  rateLimit: NonNullable<SentryInstanceStatus['rateLimit']>;
}) {
  const { limit, remaining, resetsAt } = props.rateLimit;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const language = useApiHolder().get(appLanguageApiRef)?.getLanguage();
  const end = new Date(resetsAt);
  // Sentry's windows are seconds long.
  const clock = new Intl.DateTimeFormat(language?.language, {
    timeStyle: 'medium',
  });

  return (
    <div>
      <dt>{t('instances.budget')}</dt>
      <dd>
        {t('instances.budgetLeft', {
          remaining: formats.number(remaining),
          limit: formats.number(limit),
        })}
        <meter
          className={styles.meter}
          min={0}
          max={limit}
          low={limit / 4}
          optimum={limit}
          value={remaining}
          aria-label={t('instances.budget')}
        />
        {!Number.isNaN(end.getTime()) && (
          <QuietText as="p" variant="body-small">
            <time dateTime={resetsAt} title={formats.exact(end)}>
              {t('instances.resets', { time: clock.format(end) })}
            </time>
          </QuietText>
        )}
      </dd>
    </div>
  );
}

function LastProblems(props: {
  problems: NonNullable<SentryInstanceStatus['lastProblems']>;
}) {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const titleId = useId();
  return (
    <div>
      <Text as="h4" variant="body-medium" weight="bold" id={titleId}>
        {t('instances.lately')}
      </Text>
      <ul className={styles.lately} aria-labelledby={titleId}>
        {props.problems.map(({ problem, at, count = 1 }) => (
          <li key={`${problem.code} ${problem.message}`}>
            <Text as="p" dir="auto">
              <MessageText>{problem.message}</MessageText>
            </Text>
            <QuietText as="p" variant="body-small">
              <RelativeTime value={at} />
              {count > 1 && ` · ${t('instances.times', { count })}`}
            </QuietText>
          </li>
        ))}
      </ul>
    </div>
  );
}
