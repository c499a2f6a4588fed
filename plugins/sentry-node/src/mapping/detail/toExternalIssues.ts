import type { SentryExternalIssue } from 'backstage-plugin-sentry-common';
import { fieldsOf, listOf, plainOf, textOf, type Fields } from '../read';
import { compact, toHttpUrl } from '../fields';

const MAX_LINKS = 20;
const MAX_READ = 100;

/**
 * Links of an issue to other trackers: of integrations (Jira, GitHub), of Sentry apps and
 * of plugins. One that Sentry tells twice counts once.
 */
export function toExternalIssues(raw: Fields): SentryExternalIssue[] {
  const links = [
    ...listOf(raw.integrationIssues).map(fieldsOf).flatMap(ofIntegration),
    ...listOf(raw.sentryAppIssues).map(fieldsOf).map(ofApp),
    // Older servers have HTML in `annotations`: not read.
    ...listOf(raw.annotations).map(fieldsOf).map(ofAnnotation),
    ...listOf(raw.pluginIssues).map(fieldsOf).map(ofPlugin),
  ];
  const found = new Map<string, SentryExternalIssue>();
  for (const { label, url, kind } of links.slice(0, MAX_READ)) {
    const name = textOf(label, 200);
    const address = toHttpUrl(plainOf(url));
    if (name && address && !found.has(address)) {
      found.set(
        address,
        compact({ label: name, url: address, kind: textOf(kind, 50) }),
      );
    }
  }
  return [...found.values()].slice(0, MAX_LINKS);
}

interface Link {
  label: unknown;
  url: unknown;
  kind?: unknown;
}

/** An integration of the organization, with the issues linked through it; or one such issue. */
function ofIntegration(raw: Fields): Link[] {
  const kind = fieldsOf(raw.provider).key ?? raw.serviceType;
  const issues = Array.isArray(raw.externalIssues)
    ? raw.externalIssues.map(fieldsOf)
    : [raw];
  return issues.map(issue => ({
    label: issue.displayName ?? issue.key ?? issue.title,
    url: issue.url ?? issue.webUrl,
    kind,
  }));
}

function ofApp({ displayName, webUrl, serviceType }: Fields): Link {
  return { label: displayName, url: webUrl, kind: serviceType };
}

function ofAnnotation({ displayName, url }: Fields): Link {
  return { label: displayName, url };
}

function ofPlugin({ issue, slug }: Fields): Link {
  const { label, issue_id: id, url } = fieldsOf(issue);
  return { label: label ?? id, url, kind: slug };
}
