/**
 * A local Sentry for the demo, the tests and the benchmarks.
 *
 * @packageDocumentation
 */
export { startEmulator } from './emulator';
export { defaultWorld, demoOAuthApplication, demoToken } from './world';
export { organizationToken } from './world';
export * from './types/Emulator';
export * from './types/options';
export * from './types/Emulator';
export * from './types/options';
export * from './types/Emulator';
export * from './types/options';
export { captureWithSdk } from './sdk/capture';
export { captureSessions } from './sdk/capture';
export type { SdkEvent, SdkSessions } from './sdk/SdkSender';
export { SdkSender } from './sdk/SdkSender';
export { BrowserSender, browserError } from './sdk/BrowserSender';
export type { BrowserEvent } from './sdk/BrowserSender';
export { sendCspReport } from './sdk/BrowserSender';
export { seededHex, seededRandom, type Random } from './random';
export { captureEventMatrix } from './matrix/captureEventMatrix';
export type {
  EventKind,
  EventSecrets,
  MatrixEvent,
} from './matrix/captureEventMatrix';
