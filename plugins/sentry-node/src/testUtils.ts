/**
 * Stand-ins for the Sentry service in tests of other packages.
 *
 * @packageDocumentation
 */
export { allowLoopbackFetch } from './testUtils/allowLoopbackFetch';
export {
  fakeSentryClient,
  type FakeSentryIssue,
  type FakeSentryClientOptions,
} from './testUtils/fakeSentryClient';
export {
  sentryServiceMock,
  type SentryServiceMockOptions,
} from './testUtils/sentryServiceMock';
