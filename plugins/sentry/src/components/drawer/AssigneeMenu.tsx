import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SentryAssignee,
  SentryIssue,
  SentryPossibleAssignee,
} from 'backstage-plugin-sentry-common';
import { useState } from 'react';
import { SentryProblemException } from '../../api/errors';
import { useAssignees } from '../../data/answers';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { assignTo, targetOf } from '../../triage/acts';
import { PeopleIcon, PersonIcon, PersonOffIcon } from '../ui/icons';
import {
  ChangeMenu,
  type ChangeMenuProps,
  organizationNames,
  sharedValue,
  useLacks,
} from './ChangeMenu';
import type { SearchMenuItem } from './SearchMenu';
import { useFailureText } from './TriageFailures';

/** Names of those who may be the ones to assign an issue to. */
interface AssigneeHints {
  /** Who wrote the commit that Sentry suspects. */
  author?: string;
  /** The groups that own the entity. */
  owners: string[];
}

/**
 * Assigns issues to a member or team, found by name: first the viewer, the author of the
 * suspect commit and the owning team. They are loaded when the menu first opens.
 */
export function AssigneeMenu(
  props: ChangeMenuProps & { hints?: AssigneeHints },
) {
  const { triage, issues, hints } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const failureText = useFailureText();
  const [wasOpened, setWasOpened] = useState(false);
  const { data, error, isPending, reload } = useAssignees(
    triage.entityRef,
    wasOpened,
  );
  const lack = useLacks(props)('assignedTo');
  const isOnePlace = organizationNames(issues).length === 1;
  const current = sharedValue(issues.map(({ assignee }) => keyOf(assignee)));
  const possible =
    lack || !isOnePlace
      ? []
      : (data?.items.filter(one => fitsAll(one, issues)) ?? []);
  const pinned = usePinned(props, possible, hints);
  const others = possible.filter(one => !pinned.has(keyOf(one)));

  const limit = () => {
    if (!isOnePlace) {
      return t('triage.assign.oneOrganization');
    }
    const isLimited = data?.items.some(
      one =>
        !possible.includes(one) && issues.some(issue => fitsAll(one, [issue])),
    );
    const projects = [...new Set(issues.map(({ project }) => project.slug))];
    return isLimited
      ? t('triage.assign.ofAll', { projects: formats.list(projects) })
      : lack?.note;
  };
  const problem = () => {
    if (isPending) {
      return t('triage.assign.loading');
    }
    const [first] = data?.problems ?? [];
    const failure = error ?? (first && new SentryProblemException(first));
    return failure && failureText(failure).message;
  };
  const note = [problem(), limit()].filter(Boolean).join(' ');
  const choice = (one?: SentryAssignee, label?: string): SearchMenuItem => {
    const assignee = one && { type: one.type, id: one.id, name: one.name };
    const Icon = assignee?.type === 'team' ? PeopleIcon : PersonIcon;
    return {
      key: keyOf(assignee),
      label: label ?? assignee?.name ?? t('triage.assign.nobody'),
      icon: assignee ? <Icon aria-hidden /> : <PersonOffIcon aria-hidden />,
      isCurrent: current === keyOf(assignee),
      onChoose: () => triage.change(issues, assignTo(assignee)),
    };
  };
  const ofType = (type: SentryAssignee['type']) =>
    others.filter(one => one.type === type).map(one => choice(one));

  return (
    <ChangeMenu
      {...props}
      label={t('detail.facts.assignee')}
      note={note}
      announced={
        note || t('triage.assign.found', formats.counted(possible.length))
      }
      found={{
        sections: [
          {
            items: [
              ...[...pinned.values()].map(({ one, label }) =>
                choice(one, label),
              ),
              ...(isOnePlace && !lack ? [choice()] : []),
            ],
          },
          { title: t('triage.assign.teams'), items: ofType('team') },
          { title: t('triage.assign.people'), items: ofType('user') },
        ],
        search: {
          placeholder: t('triage.assign.search'),
          empty: isPending
            ? t('triage.assign.loading')
            : t('triage.assign.none'),
        },
      }}
      onOpen={() => {
        setWasOpened(true);
        if (error) {
          reload();
        }
      }}
    />
  );
}

/** Those of the possible assignees that come first, by key, each with the reason; one of several namesakes is none. */
function usePinned(
  { triage, issues }: ChangeMenuProps,
  possible: SentryPossibleAssignee[],
  hints: AssigneeHints | undefined,
): Map<string, { one: SentryAssignee; label: string }> {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const targets = issues.map(issue => targetOf(triage.advice, issue));
  const me =
    targets[0]?.actsAs === 'user'
      ? sharedValue(targets.map(target => target?.actorName))
      : null;
  const pinned = new Map<string, { one: SentryAssignee; label: string }>();
  const pin = (
    type: SentryAssignee['type'],
    asked: string | null | undefined,
    labelOf: (name: string) => string,
  ) => {
    const [one, ...namesakes] = possible.filter(
      each =>
        each.type === type &&
        each.name.toLocaleLowerCase() === asked?.toLocaleLowerCase(),
    );
    if (one && namesakes.length === 0 && !pinned.has(keyOf(one))) {
      pinned.set(keyOf(one), { one, label: labelOf(one.name) });
    }
  };
  pin('user', me, () => t('triage.assign.me'));
  pin('user', hints?.author, name => t('triage.assign.author', { name }));
  for (const owner of hints?.owners ?? []) {
    pin('team', owner, name => t('triage.assign.owner', { name }));
  }
  return pinned;
}

function keyOf(assignee: SentryAssignee | undefined): string {
  return assignee ? `${assignee.type}:${assignee.id}` : 'unassigned';
}

function fitsAll(one: SentryPossibleAssignee, issues: SentryIssue[]): boolean {
  return issues.every(
    ({ project }) =>
      one.instance === project.instance &&
      one.organization === project.organization &&
      one.projects.includes(project.slug),
  );
}
