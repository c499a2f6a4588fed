import { flatten } from '../flatten';
import { limitsDe } from './limits';
import { problemsDe } from './problems';

/** German: what went wrong, and what a server can’t do. */
export default flatten({ ...limitsDe, problem: problemsDe });
