import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, DialogTrigger, Popover, Text } from '@backstage/ui';
import { RiLockLine } from '@remixicon/react';
import type {
  SentryIssue,
  SentryIssueChangeField,
  SentryProblem,
  SentryProject,
} from 'backstage-plugin-sentry-common';
import type { ReactNode } from 'react';
import { useSentryConnection } from '../../auth/connection';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { isOfferedSomewhere, issuesWithout, targetOf } from '../../triage/acts';
import type { Triage } from '../../triage/Triage';
import { canConnectHelp } from '../ui/problemText';
import { ConnectButton } from '../ui/buttons';
import { MessageText } from '../ui/messages';
import styles from './Triage.module.css';

interface Reason {
  message: string;
  action?: string;
  problem?: SentryProblem;
}

/** A button that says why the viewer can't change issues; nothing where triage is turned off. */
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
      <Explanation
        label={t('triage.whyNot.ask', { count })}
        title={t('triage.whyNot.title', { count })}
      >
        {[...reasons].map(([key, { message, action }]) => (
          <div key={key} className={styles.reason}>
            <ReasonText message={message} action={action} />
          </div>
        ))}
        {toConnect && (
          <ConnectButton
            problem={toConnect.problem}
            onConnected={triage.reloadAdvice}
          />
        )}
      </Explanation>
    )
  );
}

/** In an action's place, so that no button moves: says why the action is not offered. */
export function NotOffered(props: {
  action: string;
  message: string;
  /** What helps. */
  help?: string;
}) {
  const { action, message, help } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <Explanation
      label={action}
      name={t('triage.notOffered.ask', { action })}
      title={t('triage.notOffered.title', { action })}
    >
      <ReasonText message={message} action={help} />
    </Explanation>
  );
}

function ReasonText({ message, action }: Pick<Reason, 'message' | 'action'>) {
  return (
    <>
      <Text as="p">
        <MessageText>{message}</MessageText>
      </Text>
      {action && (
        <Text as="p" className={styles.quiet}>
          <MessageText>{action}</MessageText>
        </Text>
      )}
    </>
  );
}

/** A button that opens an explanation. */
function Explanation(props: {
  label: string;
  /** The accessible name, where the label alone doesn't ask; begins with it. */
  name?: string;
  title: string;
  children: ReactNode;
}) {
  const { label, name, title, children } = props;
  return (
    <DialogTrigger>
      <Button
        size="small"
        variant="tertiary"
        aria-label={name}
        iconStart={<RiLockLine aria-hidden />}
      >
        {label}
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

/** Why servers can't make a change. */
export interface Unsupported {
  /** Whether other issues of the entity can be changed like this, so that it is missed here. */
  isOfferedElsewhere: boolean;
  message: string;
  /** What helps; absent where nothing does. */
  action?: string;
  /** Both, for the end of a menu that lacks only some items. */
  menuNote: string;
}

/** Returns why the servers of some issues can't change a field; undefined if all of them can. */
export function useUnsupported(
  { advice }: Triage,
  issues: SentryIssue[],
): (field: SentryIssueChangeField) => Unsupported | undefined {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  return field => {
    const without = issuesWithout(field, advice, issues);
    if (without.length === 0) {
      return undefined;
    }
    const names = organizationNames(without, issues);
    const values = {
      count: names.length,
      organizations: formats.list(names),
    };
    const action =
      without.length < issues.length
        ? t('triage.notOffered.action', { count: names.length })
        : undefined;
    return {
      isOfferedElsewhere: isOfferedSomewhere(field, advice),
      message: t('triage.notOffered.message', values),
      action,
      menuNote: [t('triage.notOffered.ofMenu', values), action]
        .filter(Boolean)
        .join(' '),
    };
  };
}

/**
 * The organizations of issues; as `instance:organization`, like in annotations, where two
 * instances have one of the same name.
 *
 * @param among - the issues whose organizations must be distinguished
 */
export function organizationNames(
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
