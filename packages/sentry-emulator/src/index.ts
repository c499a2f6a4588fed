/**
 * A local Sentry that SDKs can send to and clients of Sentry's Web API can be tested against.
 *
 * @packageDocumentation
 */
export { startEmulator } from './emulator';
export {
  defaultWorld,
  demoOAuthApplication,
  demoToken,
  organizationToken,
} from './world';
export type * from './types/Emulator';
export type * from './types/monitoring';
export type * from './types/options';
export { captureSessions, captureWithSdk } from './sdk/capture';
export { SdkSender, type SdkEvent, type SdkSessions } from './sdk/SdkSender';
export {
  browserError,
  BrowserSender,
  sendCspReport,
  type BrowserEvent,
} from './sdk/BrowserSender';
export {
  captureEventMatrix,
  type EventKind,
  type MatrixEvent,
} from './matrix/captureEventMatrix';
export type { EventSecrets } from './matrix/samples';
export { seededHex, seededRandom, type Random } from './random';
