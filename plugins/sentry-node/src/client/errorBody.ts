import { z } from 'zod';
import type { Body } from './readBody';

const objectDetail = z.object({
  code: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
});

/** What an error body says: a code where `detail` is an object, and its text. */
export interface ErrorDetail {
  code?: string;
  text: string;
}

/**
 * Reads an error body of Sentry's: `{detail: text}`, `{detail: {code, message}}`,
 * a bare string, `{message}` of a withdrawn endpoint, or GlitchTip's list.
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
    return { code: parsed.data.code, text: parsed.data.message ?? '' };
  }
  return { text: typeof message === 'string' ? message : '' };
}

function readListed(item: unknown): string {
  const parsed = z.object({ msg: z.string() }).safeParse(item);
  return parsed.success ? parsed.data.msg : '';
}
