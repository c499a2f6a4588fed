/**
 * Node library of the Sentry plugins: the `sentry` section of config, the client
 * of Sentry's Web API with its credentials, and the service that hands both to
 * backend plugins and modules. Start with `sentryServiceRef`.
 *
 * @packageDocumentation
 */
export * from './client';
export * from './config';
export * from './credentials';
export * from './mapping';
export * from './problems';
export * from './service';
