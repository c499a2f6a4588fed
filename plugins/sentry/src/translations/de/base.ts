import { flatten } from '../flatten';
import { componentsDe } from './components';
import { filtersDe } from './filters';
import { listDe } from './list';
import { overviewDe } from './overview';
import { statesDe } from './states';

/** German, with the formal address: cards, lists and filters. */
export default flatten({
  ...overviewDe,
  ...listDe,
  ...filtersDe,
  ...statesDe,
  ...componentsDe,
});
