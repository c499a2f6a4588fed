/**
 * A local Sentry for the demo, the tests and the benchmarks.
 *
 * @packageDocumentation
 */
export { startEmulator } from './emulator';
export { defaultWorld, demoOAuthApplication, demoToken } from './world';
export { organizationToken } from './organizationToken';
export type * from './types';
export { captureWithSdk } from './sdk/captureWithSdk';
export { captureSessions } from './sdk/captureSessions';
export type { SdkEvent, SdkSessions } from './sdk/types';
export { SdkSender } from './sdk/SdkSender';
export { BrowserSender, browserError } from './sdk/BrowserSender';
export type { BrowserEvent } from './sdk/BrowserSender';
export { sendCspReport } from './sdk/sendCspReport';
export { seededHex, seededRandom, type Random } from './random';
export { captureEventMatrix } from './matrix/captureEventMatrix';
export type { EventKind, EventSecrets, MatrixEvent } from './matrix/types';
