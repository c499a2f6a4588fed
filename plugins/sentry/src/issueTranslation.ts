import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { detailMessages } from './translations/detail';
import { filtersMessages } from './translations/filters';
import { tableMessages } from './translations/table';
import { triageMessages } from './translations/triage';

/**
 * The texts of the table and its filters, of an open issue, and of what can be done
 * to issues.
 *
 * @public
 */
export const sentryIssueTranslationRef = createTranslationRef({
  id: 'plugin.sentry.issue',
  messages: {
    ...filtersMessages,
    ...tableMessages,
    detail: detailMessages,
    triage: triageMessages,
  },
  translations: { de: () => import('./translations/de/issue') },
});
