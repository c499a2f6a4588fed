import { z } from 'zod';
import type { Body } from '../http/readBody';

const objectDetail = z.object({
  code: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  extra: z.object({ loginUrl: z.string() }).optional().catch(undefined),
});

/** What an error body says: a code where `detail` is an object, and its text. */
export interface ErrorDetail {
  code?: string;
  text: string;
  /** Where to log in, by URL or path, where that is what is missing. */
  loginUrl?: string;
}

/**
 * Reads an error body of Sentry's: `{detail: text}`, `{detail: {code, message}}`,
 * a bare string, `{message}` of a withdrawn endpoint, `{field: [texts]}` of something
 * sent, or GlitchTip's list.
 */
export function readErrorDetail(body: Body): ErrorDetail {
  return body.kind === 'json' ? readDetail(body.value) : { text: '' };
}

function readDetail(body: unknown): ErrorDetail {
  if (typeof body === 'string') {
    return { text: body };
  }
  if (typeof body !== 'object' || body === null) {
    return { text: '' };
  }
  const { detail, message }: { detail?: unknown; message?: unknown } = body;
  if (typeof detail === 'string') {
    return { text: detail };
  }
  if (Array.isArray(detail)) {
    return { text: detail.map(readListed).filter(Boolean).join('; ') };
  }
  const parsed = objectDetail.safeParse(detail);
  if (parsed.success) {
    const { code, message: text = '', extra } = parsed.data;
    return { code, text, ...(extra && { loginUrl: extra.loginUrl }) };
  }
  return { text: typeof message === 'string' ? message : readFields(body) };
}

/** What is wrong with each field of what was sent, and with the fields in it. */
function readFields(body: object, path = '', depth = 0): string {
  return Object.entries(body)
    .flatMap(([name, faults]: [string, unknown]) => {
      const field = `${path}${name}`;
      if (Array.isArray(faults)) {
        return faults.every(fault => typeof fault === 'string')
          ? `${field}: ${faults.join(' ')}`
          : [];
      }
      return typeof faults === 'object' && faults !== null && depth < 2
        ? readFields(faults, `${field}.`, depth + 1) || []
        : [];
    })
    .join('; ');
}

function readListed(item: unknown): string {
  const parsed = z.object({ msg: z.string() }).safeParse(item);
  return parsed.success ? parsed.data.msg : '';
}
