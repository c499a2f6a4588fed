export { ExceptionChain } from './ExceptionChain';
export { StackTrace } from './StackTrace';
export { exceptionsAsText, framesAsText } from './stackAsText';
