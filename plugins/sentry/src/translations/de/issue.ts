import { flatten } from '../flatten';
import { detailDe } from './detail';
import { filtersDe } from './filters';
import { tableDe } from './table';
import { triageDe } from './triage';

/** German: the table and its filters, an open issue, and what can be done to it. */
export default flatten({
  ...filtersDe,
  ...tableDe,
  detail: detailDe,
  triage: triageDe,
});
