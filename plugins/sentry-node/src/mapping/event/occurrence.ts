import type {
  SentryCspReport,
  SentryOccurrence,
} from 'backstage-plugin-sentry-common';
import { isSensitiveName } from '../../text/mask';
import { compact } from '../fields';
import {
  contentAddressOf,
  countOf,
  fieldsOf,
  listOf,
  pathOf,
  plainOf,
  textOf,
  type Fields,
} from '../read';
import { isPersonalName } from '../tags';
import { mapWithin, type Room } from './values';

const MAX_EVIDENCE = 50;

/** What Sentry shows of its evidence; the data behind it can hold anything. */
export function toOccurrence(
  occurrence: unknown,
  room: Room,
): SentryOccurrence | undefined {
  const raw = fieldsOf(occurrence);
  const displayed = listOf(raw.evidenceDisplay ?? raw.evidence_display);
  const evidence = mapWithin(room, displayed.slice(0, MAX_EVIDENCE), item => {
    const { name, value, important } = fieldsOf(item);
    const title = textOf(name, 200);
    const text = textOf(value);
    return title && text && isShown(title)
      ? [{ name: title, value: text, important: important === true }]
      : [];
  }).flat();
  const title = textOf(raw.issueTitle ?? raw.issue_title, 500);
  const subtitle = textOf(raw.subtitle);
  return title || subtitle || evidence.length
    ? compact<SentryOccurrence>({ title, subtitle, evidence })
    : undefined;
}

/** Feedback has the `name` of who gave it there. */
function isShown(title: string): boolean {
  return (
    !isSensitiveName(title) && !isPersonalName(title) && !/^name$/i.test(title)
  );
}

/** Sentry passes on what the browser reported, in snake case. */
export function toCsp(data: Fields | undefined): SentryCspReport | undefined {
  if (!data) {
    return undefined;
  }
  const of = (snake: string, camel: string) => data[snake] ?? data[camel];
  return compact<SentryCspReport>({
    directive:
      firstWord(of('effective_directive', 'effectiveDirective')) ??
      firstWord(of('violated_directive', 'violatedDirective')),
    blockedUri: contentAddressOf(of('blocked_uri', 'blockedUri')),
    documentUri: pathOf(of('document_uri', 'documentUri')),
    sourceFile: pathOf(of('source_file', 'sourceFile')),
    lineNo: countOf(of('line_number', 'lineNumber')),
    disposition: firstWord(data.disposition),
  });
}

/** Older browsers name a directive with all that it allows. */
function firstWord(value: unknown): string | undefined {
  return textOf(plainOf(value)?.trim().split(/\s/, 1)[0], 100);
}
