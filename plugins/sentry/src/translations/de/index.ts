import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { sentryTranslationRef } from '../../translation';
import { flatten } from '../flatten';
import { componentsDe } from './components';
import { connectionDe } from './connection';
import { detailDe } from './detail';
import { filtersDe } from './filters';
import { listDe } from './list';
import { mineDe } from './mine';
import { overviewDe } from './overview';
import { problemsDe } from './problems';
import { statesDe } from './states';
import { triageDe } from './triage';

/** German, with the formal address. */
export default createTranslationMessages({
  ref: sentryTranslationRef,
  messages: flatten({
    ...overviewDe,
    ...listDe,
    ...filtersDe,
    ...statesDe,
    ...connectionDe,
    ...componentsDe,
    ...mineDe,
    detail: detailDe,
    problem: problemsDe,
    triage: triageDe,
  }),
});
