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
export type { SdkEvent } from './sdk/types';
export { sendDemoEvents } from './demo/sendDemoEvents';
