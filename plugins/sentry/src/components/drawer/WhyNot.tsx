import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, Button, DialogTrigger, Popover } from '@backstage/ui';
import type {
  SentryIssue,
  SentryProblem,
  SentryIssueChangeField,
  SentryProject,
} from 'backstage-plugin-sentry-common';
import { useSentryConnection } from '../../auth/connection';
import { sentryPageTranslationRef } from '../../pageTranslation';
import {
  targetOf,
  isOfferedSomewhere,
  issuesWithout,
} from '../../triage/targets';
import { Triage } from '../../triage/TriageContext';
import { canConnectHelp } from '../ui/problemText';
import { ConnectButton } from '../ui/buttons';
import { MessageText } from '../ui/messages';
import styles from './Triage.module.css';
import type { ReactNode } from 'react';
import { RiLockLine } from '@remixicon/react';
import { useFormats } from '../../formats';

interface Reason {
  message: string;
  action?: string;
  problem?: SentryProblem;
}

/** Says why issues can't be changed, to those who ask; nothing where nobody can. */
export function WhyNot(props: { triage: Triage; issues: SentryIssue[] }) {
  const { triage, issues } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const isConnected = useSentryConnection()?.isConnected;
  const { advice } = triage;

  const reasonOf = (issue: SentryIssue): Reason | undefined => {
    const { reason = 'problem', problem } =
      targetOf(advice, issue) ?? advice ?? {};
    if (!advice || advice.reason === 'disabled' || reason === 'disabled') {
      return undefined;
    }
    if (reason === 'forbidden') {
      return {
        message: t('triage.failed.forbidden.message'),
        action: t('triage.failed.forbidden.action'),
      };
    }
    return problem
      ? { message: problem.message, action: problem.action, problem }
      : {
          message: t('triage.whyNot.unknown.message'),
          action: t('triage.whyNot.unknown.action'),
        };
  };
  const reasons = new Map<string, Reason>();
  for (const issue of issues) {
    const reason = reasonOf(issue);
    if (reason) {
      reasons.set(`${reason.message} ${reason.action}`, reason);
    }
  }
  const toConnect = [...reasons.values()].find(
    ({ problem }) => problem && canConnectHelp(problem, isConnected),
  );
  const count = issues.length;

  return (
    reasons.size > 0 && (
      <AskWhy
        ask={t('triage.whyNot.ask', { count })}
        title={t('triage.whyNot.title', { count })}
      >
        {[...reasons].map(([key, { message, action }]) => (
          <div key={key} className={styles.reason}>
            <Text as="p">
              <MessageText>{message}</MessageText>
            </Text>
            {action && (
              <Text as="p" className={styles.quiet}>
                <MessageText>{action}</MessageText>
              </Text>
            )}
          </div>
        ))}
        {toConnect && (
          <ConnectButton
            problem={toConnect.problem}
            onConnected={triage.reloadAdvice}
          />
        )}
      </AskWhy>
    )
  );
}

/** Stands in the place of an action, so that nothing moves, and says to those who ask why it is none. */
export function NotOffered(props: {
  action: string;
  message: string;
  /** What helps. */
  help?: string;
}) {
  const { action, message, help } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <AskWhy
      ask={action}
      name={t('triage.notOffered.ask', { action })}
      title={t('triage.notOffered.title', { action })}
    >
      <Text as="p">{message}</Text>
      {help && (
        <Text as="p" className={styles.quiet}>
          {help}
        </Text>
      )}
    </AskWhy>
  );
}

/** An action; in its place why it is not offered; nothing where no issue here could have it. */
export function Offered(props: {
  action: string;
  lack: Lack | undefined;
  children: ReactNode;
}) {
  const { action, lack, children } = props;
  if (!lack) {
    return children;
  }
  return (
    lack.isKnown && (
      <NotOffered action={action} message={lack.message} help={lack.action} />
    )
  );
}

/** A question, and its answer to those who ask. */
function AskWhy(props: {
  ask: string;
  /** Where it is said in more words to the ear; begins with the same. */
  name?: string;
  title: string;
  children: ReactNode;
}) {
  const { ask, name, title, children } = props;
  return (
    <DialogTrigger>
      <Button
        size="small"
        variant="tertiary"
        aria-label={name}
        iconStart={<RiLockLine aria-hidden />}
      >
        {ask}
      </Button>
      <Popover placement="bottom start">
        <div className={styles.why}>
          <Text as="p" weight="bold">
            {title}
          </Text>
          {children}
        </div>
      </Popover>
    </DialogTrigger>
  );
}

/** Why something can't be done to issues that can be changed otherwise. */
export interface Lack {
  /** Whether it can be done to others here, so that it may be missed. */
  isKnown: boolean;
  message: string;
  /** What helps; absent where nothing does. */
  action?: string;
  /** Both, of a menu that has something to choose all the same. */
  ofMenu: string;
}

/** What of these issues can't be changed, and why; undefined of what can. */
export function useLacks(
  { advice }: Triage,
  issues: SentryIssue[],
): (field: SentryIssueChangeField) => Lack | undefined {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  return field => {
    const lacking = issuesWithout(field, advice, issues);
    if (lacking.length === 0) {
      return undefined;
    }
    const names = organizationsOf(lacking, issues);
    const options = {
      count: names.length,
      organizations: formats.list(names),
    };
    const action =
      lacking.length < issues.length
        ? t('triage.notOffered.action', { count: names.length })
        : undefined;
    return {
      isKnown: isOfferedSomewhere(field, advice),
      message: t('triage.notOffered.message', options),
      action,
      ofMenu: [t('triage.notOffered.ofMenu', options), action]
        .filter(Boolean)
        .join(' '),
    };
  };
}

/**
 * The organizations of issues by name; as annotations write them, with their instance,
 * where another one of these issues is of one of the same name.
 *
 * @param among - all issues that are spoken of
 */
export function organizationsOf(
  issues: SentryIssue[],
  among: SentryIssue[] = issues,
): string[] {
  const nameOf = ({ instance, organization }: SentryProject) =>
    among.some(
      ({ project }) =>
        project.organization === organization && project.instance !== instance,
    )
      ? `${instance}:${organization}`
      : organization;
  return [...new Set(issues.map(({ project }) => nameOf(project)))];
}
