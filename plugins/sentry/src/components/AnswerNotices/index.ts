export { AnswerNotices, ProblemList } from './AnswerNotices';
