export { canRetryHelp } from './canRetryHelp';
export { ProblemPanel } from './ProblemPanel';
export { RetryButton } from './RetryButton';
export { useProblemText } from './useProblemText';
