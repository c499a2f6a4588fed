import { flatten } from '../flatten';
import { detailDe } from './detail';
import { triageDe } from './triage';

/** German: an open issue, and what can be done to it. */
export default flatten({ detail: detailDe, triage: triageDe });
