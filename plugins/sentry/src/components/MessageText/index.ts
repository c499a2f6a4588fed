export { inSentences } from './inSentences';
export { MessageText } from './MessageText';
