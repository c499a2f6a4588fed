import type { Config } from '@backstage/config';
import { sentryDetailFields, type SentryDetailField } from '../mapping/event';
import { configError } from './configError';
import { readSection } from './readSection';

const path = 'sentry.detail.include';

/** What of events config opts in to show. A word that means nothing is a fault: it may be a typing error. */
export function readDetailFields(sentry: Config): SentryDetailField[] {
  const detail = readSection(
    sentry,
    { key: 'detail', path: 'sentry.detail' },
    '{ include: [localVariables] }',
  );
  const include: unknown = detail?.getOptional('include') ?? [];
  const fix = `Write a list of ${sentryDetailFields.join(', ')}.`;
  if (!Array.isArray(include)) {
    throw configError(path, 'it is not a list', fix);
  }
  return include.map((name: unknown, index) => {
    const field = sentryDetailFields.find(known => known === name);
    if (!field) {
      throw configError(`${path}[${index}]`, 'there is no such field', fix);
    }
    return field;
  });
}
