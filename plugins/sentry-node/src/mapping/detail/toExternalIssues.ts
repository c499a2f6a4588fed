import type { RawExternalIssue, RawIntegration, RawIssueDetail, RawPluginIssue } from '../detailSchema';
import type { SentryExternalIssue } from 'backstage-plugin-sentry-common';
import { nameOf, textOf } from '../read';
import { compact, toHttpUrl } from '../fields';

const MAX_LINKS = 20;
const MAX_READ = 100;

type Linked = Pick<
  RawIssueDetail,
  'integrationIssues' | 'sentryAppIssues' | 'annotations' | 'pluginIssues'
>;

/**
 * Links of an issue to other trackers: of integrations (Jira, GitHub), of Sentry apps and
 * of plugins. One that Sentry tells twice counts once.
 */
export function toExternalIssues(raw: Linked): SentryExternalIssue[] {
  const links = [
    ...(raw.integrationIssues ?? []).flatMap(ofIntegration),
    ...(raw.sentryAppIssues ?? []).map(ofApp),
    ...(raw.annotations ?? []).map(ofAnnotation),
    ...(raw.pluginIssues ?? []).map(ofPlugin),
  ];
  const found = new Map<string, SentryExternalIssue>();
  for (const { label, url, kind } of links.slice(0, MAX_READ)) {
    const name = textOf(label, 200);
    const address = toHttpUrl(url);
    if (name && address && !found.has(address)) {
      found.set(
        address,
        compact({ label: name, url: address, kind: nameOf(kind, 50) }),
      );
    }
  }
  return [...found.values()].slice(0, MAX_LINKS);
}

interface Link {
  label?: string | null;
  url?: string | null;
  kind?: string | null;
}

/** An integration of the organization, with the issues linked through it; or one such issue. */
function ofIntegration(raw: RawIntegration): Link[] {
  const kind = raw.provider?.key ?? raw.serviceType;
  return (raw.externalIssues ?? [raw]).map(issue => ({
    label: issue.displayName ?? issue.key ?? issue.title,
    url: issue.url ?? issue.webUrl,
    kind,
  }));
}

function ofApp({
  displayName,
  webUrl,
  serviceType,
}: RawExternalIssue): Link {
  return { label: displayName, url: webUrl, kind: serviceType };
}

function ofAnnotation({ displayName, url }: RawExternalIssue): Link {
  return { label: displayName, url };
}

function ofPlugin({ issue, slug }: RawPluginIssue): Link {
  return {
    label: issue?.label ?? issue?.issue_id,
    url: issue?.url,
    kind: slug,
  };
}
