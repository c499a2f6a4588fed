import { z } from 'zod';

/** What a browser says about a content that the page's policy refused (CSP Level 3, §5.3). */
const reportSchema = z.object({
  'csp-report': z.record(z.string(), z.unknown()),
});

/**
 * The event that Sentry makes of a browser's report, as JSON, or nothing where
 * it is none.
 */
export function eventOfReport(
  body: unknown,
  about: { eventId: string; environment?: string; release?: string },
): string | undefined {
  const parsed = reportSchema.safeParse(body);
  if (!parsed.success) {
    return undefined;
  }
  const csp = Object.fromEntries(
    Object.entries(parsed.data['csp-report']).map(([key, value]) => [
      key.replaceAll('-', '_'),
      value,
    ]),
  );
  csp.effective_directive ??= String(csp.violated_directive ?? '').split(
    ' ',
    1,
  )[0];
  const { message, uri } = cspMetadata(csp);
  return JSON.stringify({
    event_id: about.eventId,
    logger: 'csp',
    platform: 'other',
    environment: about.environment,
    release: about.release,
    csp,
    logentry: { formatted: message },
    request: {
      url: csp.document_uri,
      ...(csp.referrer ? { headers: { Referer: csp.referrer } } : {}),
    },
    tags: {
      'effective-directive': csp.effective_directive,
      'blocked-uri': uri,
    },
  });
}

/** Which directive refused what, in words. */
export function cspMetadata(csp: Readonly<Record<string, unknown>>): {
  directive: string;
  uri: string;
  message: string;
} {
  const directive = String(csp.effective_directive ?? '');
  const kind = directive.replace(/-src(-elem|-attr)?$/, '');
  const blocked = String(csp.blocked_uri ?? '');
  const isInline = ['', 'self', 'inline', 'unsafe-inline'].includes(blocked);
  const uri = isInline ? 'self' : hostOf(blocked);
  return {
    directive,
    uri,
    message: isInline
      ? `Blocked inline '${kind}'`
      : `Blocked '${kind}' from '${uri}'`,
  };
}

function hostOf(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).host || uri : uri;
}
