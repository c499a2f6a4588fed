import { flatten } from '../flatten';
import { componentsDe } from './components';
import { listDe } from './list';
import { overviewDe } from './overview';
import { statesDe } from './states';

/** German, with the formal address: cards and lists of issues. */
export default flatten({
  ...overviewDe,
  ...listDe,
  ...statesDe,
  ...componentsDe,
});
