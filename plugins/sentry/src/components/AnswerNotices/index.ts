export { AnswerNotices } from './AnswerNotices';
