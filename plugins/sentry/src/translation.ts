import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { componentsMessages } from './translations/components';
import { connectionMessages } from './translations/connection';
import { detailMessages } from './translations/detail';
import { filtersMessages } from './translations/filters';
import { listMessages } from './translations/list';
import { mineMessages } from './translations/mine';
import { overviewMessages } from './translations/overview';
import { problemMessages } from './translations/problems';
import { statesMessages } from './translations/states';
import { triageMessages } from './translations/triage';

/**
 * Every text of the plugin, to be translated or reworded by the app.
 *
 * @public
 */
export const sentryTranslationRef = createTranslationRef({
  id: 'plugin.sentry',
  messages: {
    ...overviewMessages,
    ...listMessages,
    ...filtersMessages,
    ...statesMessages,
    ...connectionMessages,
    ...componentsMessages,
    ...mineMessages,
    detail: detailMessages,
    problem: problemMessages,
    triage: triageMessages,
  },
});
