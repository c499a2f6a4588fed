import { flatten } from '../flatten';
import { problemsDe } from './problems';

/** German: what went wrong. */
export default flatten({ problem: problemsDe });
