import { z } from 'zod';

/**
 * Sentry keeps an event whose attribute it can't read, and drops the attribute.
 */
function lenient<T extends z.ZodType>(schema: T) {
  return schema.nullish().catch(undefined);
}

const text = lenient(z.coerce.string());

const frame = z.looseObject({
  package: text,
  raw_function: text,
  instruction_addr: text,
  symbol_addr: text,
  filename: text,
  abs_path: text,
  function: text,
  module: text,
  platform: text,
  lineno: lenient(z.number()),
  colno: lenient(z.number()),
  in_app: lenient(z.boolean()),
  context_line: text,
  pre_context: lenient(z.array(z.string())),
  post_context: lenient(z.array(z.string())),
  vars: lenient(z.record(z.string(), z.unknown())),
});

const stacktrace = z.looseObject({
  frames: lenient(z.array(frame)),
  /** From which to which the SDK has left them out, counted from the oldest. */
  frames_omitted: lenient(z.tuple([z.number(), z.number()])),
  registers: lenient(z.record(z.string(), z.unknown())),
});

const exception = z.looseObject({
  type: text,
  value: text,
  module: text,
  thread_id: lenient(z.union([z.string(), z.number()])),
  mechanism: lenient(
    z.looseObject({ type: text, handled: lenient(z.boolean()) }),
  ),
  stacktrace: lenient(stacktrace),
  raw_stacktrace: lenient(stacktrace),
});

const thread = z.looseObject({
  id: lenient(z.union([z.string(), z.number()])),
  name: text,
  crashed: lenient(z.boolean()),
  current: lenient(z.boolean()),
  main: lenient(z.boolean()),
  state: text,
  stacktrace: lenient(stacktrace),
  raw_stacktrace: lenient(stacktrace),
});

const breadcrumb = z.looseObject({
  type: text,
  category: text,
  level: text,
  message: text,
  timestamp: lenient(z.union([z.number(), z.string()])),
  data: lenient(z.record(z.string(), z.unknown())),
  event_id: text,
});

/** Breadcrumbs and exceptions come in `values`, or bare from older SDKs. */
function valuesOf<T extends z.ZodType>(item: T) {
  return lenient(
    z.union([
      z.object({ values: z.array(item) }).transform(list => list.values),
      z.array(item),
    ]),
  );
}

/** The parts of an SDK's event that the emulator reads. */
export const sdkEventSchema = z.looseObject({
  event_id: text,
  timestamp: lenient(z.union([z.number(), z.string()])),
  level: text,
  platform: text,
  logger: text,
  transaction: text,
  server_name: text,
  release: text,
  dist: text,
  environment: text,
  message: lenient(
    z.union([z.string(), z.looseObject({ message: text, formatted: text })]),
  ),
  logentry: lenient(
    z.looseObject({
      message: text,
      formatted: text,
      params: lenient(z.array(z.unknown())),
    }),
  ),
  exception: valuesOf(exception),
  stacktrace: lenient(stacktrace),
  threads: valuesOf(thread),
  template: lenient(frame),
  csp: lenient(z.record(z.string(), z.unknown())),
  spans: lenient(z.array(z.record(z.string(), z.unknown()))),
  debug_meta: lenient(z.record(z.string(), z.unknown())),
  breadcrumbs: valuesOf(breadcrumb),
  request: lenient(
    z.looseObject({
      url: text,
      method: text,
      query_string: lenient(z.unknown()),
      headers: lenient(z.record(z.string(), z.coerce.string())),
      cookies: lenient(
        z.union([z.string(), z.record(z.string(), z.coerce.string())]),
      ),
      fragment: text,
      env: lenient(z.record(z.string(), z.unknown())),
      data: lenient(z.unknown()),
    }),
  ),
  user: lenient(
    z.looseObject({
      id: text,
      email: text,
      username: text,
      ip_address: text,
      name: text,
      geo: lenient(z.record(z.string(), z.unknown())),
      data: lenient(z.record(z.string(), z.unknown())),
    }),
  ),
  tags: lenient(
    z.union([
      z.record(z.string(), z.unknown()),
      z
        .array(z.tuple([z.string(), z.unknown()]))
        .transform(pairs => Object.fromEntries(pairs)),
    ]),
  ),
  contexts: lenient(z.record(z.string(), z.record(z.string(), z.unknown()))),
  extra: lenient(z.record(z.string(), z.unknown())),
  modules: lenient(z.record(z.string(), z.unknown())),
  fingerprint: lenient(z.array(z.coerce.string())),
  sdk: lenient(z.looseObject({ name: text, version: text })),
});

export type SdkEvent = z.infer<typeof sdkEventSchema>;
export type SdkException = z.infer<typeof exception>;
export type SdkThread = z.infer<typeof thread>;
export type SdkStacktrace = z.infer<typeof stacktrace>;
export type SdkFrame = z.infer<typeof frame>;
export type SdkBreadcrumb = z.infer<typeof breadcrumb>;
