export { sentryProblemCodes, sentryProblemStatus } from './codes';
export { isSentryProblem, isSentryProblemCode } from './guards';
export type { SentryProblem, SentryProblemCode } from './types';
