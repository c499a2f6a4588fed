import type {
  SentryEventContext,
  SentryEventTag,
} from 'backstage-plugin-sentry-common';
import { fieldsOf, listOf, nameOf, plainOf } from '../read';
import { mapWithin, type Room } from './values';
import { isShownTag, MAX_TAG_KEY, tagValueOf } from '../tags';

const MAX_TAGS = 100;
/** Sentry takes no more by far. */
const MAX_TAGS_READ = 1_000;

/** What is known to say nothing of a person. A device's own name, for one, often does. */
const safeFacts: Record<string, string[]> = {
  browser: ['name', 'version'],
  client_os: ['name', 'version'],
  os: ['name', 'version', 'build', 'kernel_version', 'rooted'],
  runtime: ['name', 'version'],
  device: [
    'family',
    'brand',
    'manufacturer',
    'model',
    'arch',
    'simulator',
    'memory_size',
    'free_memory',
    'processor_count',
    'screen_resolution',
    'orientation',
    'online',
  ],
  app: [
    'app_name',
    'app_version',
    'app_build',
    'app_start_time',
    'build_type',
    'in_foreground',
  ],
  gpu: ['name', 'vendor_name', 'version'],
  culture: ['calendar', 'locale', 'timezone'],
  trace: ['trace_id', 'span_id', 'op', 'status'],
  response: ['status_code', 'body_size'],
  cloud_resource: ['cloud.provider', 'cloud.platform', 'cloud.region'],
  react: ['version'],
  laravel: ['version'],
  unity: ['editor_version', 'install_mode', 'rendering_threading_mode'],
};

export function toContexts(contexts: unknown): SentryEventContext[] {
  const all = fieldsOf(contexts);
  return Object.entries(safeFacts).flatMap(([name, keys]) => {
    const context = fieldsOf(all[name]);
    const facts = keys.flatMap((key): [string, string][] => {
      const value = nameOf(context[key], 200);
      return value === undefined ? [] : [[key, value]];
    });
    return facts.length ? [{ name, facts }] : [];
  });
}

export function toTags(tags: unknown, room: Room): SentryEventTag[] {
  const shown = listOf(tags)
    .slice(0, MAX_TAGS_READ)
    .map(fieldsOf)
    .filter(({ key }) => isShownTag(plainOf(key)))
    // Before they are read: each takes its time.
    .slice(0, MAX_TAGS);
  return mapWithin(room, shown, ({ key, value }) => {
    const name = nameOf(key, MAX_TAG_KEY);
    const text = tagValueOf(name, value);
    return name && text ? [{ key: name, value: text }] : [];
  }).flat();
}
