/** What only those cards show on which something is wrong, or left out. */
export { AnswerNotices } from '../AnswerNotices';
export { LimitsNote } from '../Limits';
export { ProblemPanel } from '../ProblemPanel';
