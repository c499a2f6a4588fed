import type { SentryAlertRecipient } from 'backstage-plugin-sentry-common';
import { z } from 'zod';
import { hasEmail, tidyText } from '../text/mask';
import { compact } from './fields';
import { flag, maybe, maybeList, maybeWord, text, word } from './read';

const MAX_ACTIONS = 20;

/** A monitor, as far as alerts are tied to projects by it. */
export const detectorSchema = z.object({
  id: word,
  /** Absent of one that is over all projects. */
  projectId: maybeWord,
  enabled: flag,
});

const actionSchema = z.object({
  type: text,
  status: text,
  data: maybe(z.object({ fallthroughType: text })),
  config: maybe(
    z.object({
      targetType: text,
      targetDisplay: text,
      targetIdentifier: maybeWord,
    }),
  ),
});

/** An alert of the workflow engine. */
export const workflowSchema = z.object({
  id: word,
  name: word,
  enabled: flag,
  environment: text,
  lastTriggered: text,
  detectorIds: maybeList(word, 1_000),
  actionFilters: maybeList(
    z.object({ actions: maybeList(actionSchema, MAX_ACTIONS) }),
    MAX_ACTIONS,
  ),
});

const ruleActionSchema = z.object({
  id: text,
  targetType: text,
  targetIdentifier: maybeWord,
  fallthroughType: text,
  channel: text,
});

/** An alert of a project, on servers without that engine. */
export const ruleSchema = z.object({
  id: word,
  name: word,
  status: text,
  snooze: flag,
  environment: text,
  lastTriggered: text,
  actions: maybeList(ruleActionSchema, MAX_ACTIONS),
});

// `AlertRuleStatus.DISABLED` of Sentry's sources.
const DISABLED = 5;

const metricActionSchema = z.object({
  type: text,
  targetType: text,
  targetIdentifier: maybeWord,
});

/** An alert on a figure of projects, on servers without that engine. */
export const metricRuleSchema = z.object({
  id: word,
  name: word,
  status: maybe(z.number()),
  snooze: flag,
  environment: text,
  projects: maybeList(word, 1_000),
  latestIncident: maybe(z.object({ dateStarted: text })),
  triggers: maybeList(
    z.object({ actions: maybeList(metricActionSchema, MAX_ACTIONS) }),
    MAX_ACTIONS,
  ),
});

export function isEnabled(rule: {
  status?: string | number;
  snooze?: boolean;
}): boolean {
  return !rule.snooze && rule.status !== 'disabled' && rule.status !== DISABLED;
}

/** An alert of a project at GlitchTip. Its name is optional, its addresses are secrets. */
export const glitchtipAlertSchema = z.object({
  id: word,
  name: text,
  alertRecipients: maybeList(z.object({ recipientType: text }), MAX_ACTIONS),
});

/** A team or user that an alert goes to, whose name it does not say. */
export interface AlertTarget {
  type: 'team' | 'user';
  id: string;
}

/** Where an alert goes to, with the team or user as yet without a name. */
export type RawRecipient = SentryAlertRecipient & { of?: AlertTarget };

/** Whom an alert of the workflow engine notifies. */
export function recipientsOf({
  actionFilters = [],
}: z.infer<typeof workflowSchema>): RawRecipient[] {
  return actionFilters
    .flatMap(({ actions }) => actions ?? [])
    .filter(({ status }) => (status ?? 'active') === 'active')
    .map(({ type, data, config = {} }) =>
      recipient(channelOf(type), {
        target: config.targetType,
        id: config.targetIdentifier,
        name: config.targetDisplay,
        fallback: data?.fallthroughType,
      }),
    );
}

/** The same of a rule, whose actions are named by Python's path of their class. */
export function recipientsOfRule({
  actions = [],
}: z.infer<typeof ruleSchema>): RawRecipient[] {
  return actions.map(action =>
    recipient(channelOf(action.id), {
      target: action.targetType,
      id: action.targetIdentifier,
      name: action.channel,
      fallback: action.fallthroughType,
    }),
  );
}

/** The same of a metric rule, whose target is an id, or the name of a channel. */
export function recipientsOfMetricRule({
  triggers = [],
}: z.infer<typeof metricRuleSchema>): RawRecipient[] {
  return triggers
    .flatMap(({ actions }) => actions ?? [])
    .map(({ type, targetType, targetIdentifier: target = '' }) =>
      recipient(channelOf(type), {
        target: targetType,
        id: target,
        name: /^\d*$/.test(target) ? undefined : target,
      }),
    );
}

/** The same of GlitchTip, which sends e-mails to the members of the project's teams. */
export function recipientsOfGlitchtip({
  alertRecipients = [],
}: z.infer<typeof glitchtipAlertSchema>): RawRecipient[] {
  return alertRecipients.map(({ recipientType }) => {
    const channel = channelOf(recipientType);
    return channel === 'email' ? { channel, target: 'members' } : { channel };
  });
}

const targets: Record<string, RawRecipient['target']> = {
  issueowners: 'owners',
  team: 'team',
  user: 'user',
  member: 'user',
};
const fallbacks: Record<string, RawRecipient['fallback']> = {
  activemembers: 'active-members',
  allmembers: 'all-members',
  noone: 'none',
};

function recipient(
  channel: string,
  raw: { target?: string; id?: string; name?: string; fallback?: string },
): RawRecipient {
  if (channel !== 'email') {
    const name = raw.name && !hasEmail(raw.name) && tidyText(raw.name, 100);
    return compact({ channel, name: name || undefined });
  }
  const target = targets[wordOf(raw.target)];
  return compact({
    channel,
    target,
    fallback: target === 'owners' ? fallbacks[wordOf(raw.fallback)] : undefined,
    of:
      raw.id && (target === 'team' || target === 'user')
        ? { type: target, id: raw.id }
        : undefined,
  });
}

/** Rules write `IssueOwners`, workflows `issue_owners`. */
function wordOf(value = ''): string {
  return value.replaceAll('_', '').toLowerCase();
}

const channels: [pattern: RegExp, channel: string][] = [
  [/mail/, 'email'],
  [/slack/, 'slack'],
  [/msteams/, 'msteams'],
  [/discord/, 'discord'],
  [/pagerduty/, 'pagerduty'],
  [/opsgenie/, 'opsgenie'],
  [/googlechat/, 'googlechat'],
  [/github/, 'github'],
  [/gitlab/, 'gitlab'],
  [/jira/, 'jira'],
  [/vsts|azure/, 'azure_devops'],
  [/webhook|sentry_?app|plugin|notify_event/, 'webhook'],
];

function channelOf(type = ''): string {
  const lower = type.toLowerCase();
  return channels.find(([pattern]) => pattern.test(lower))?.[1] ?? 'other';
}
