/** What only those cards show on which something is wrong, or left out. */
export { AnswerNotices, FailureNotice } from '../ui/AnswerNotices';
export { LimitsNote } from '../ui/LimitsNote';
export { ProblemPanel } from '../ui/ProblemPanel';
