import type { Config } from '@backstage/config';
import { configError } from './configError';
import {
  defaultClientConfig,
  readClient,
  readInstance,
  type ReadInstance,
  type ReadInstanceOptions,
} from './readInstance';
import { readSections } from './readSection';
import { readText } from './readText';

/** Any of these at the top level makes the instance `default`. */
const SHORT_FORM_KEYS = [
  'organization',
  'token',
  'auth',
  'baseUrl',
  'publicUrl',
  'server',
];

/** Stands before a colon in annotations, and in answers: never a token in the wrong place. */
const INSTANCE_NAME = /^(?!sntry[a-z]_|[0-9a-f]{40,}$)[a-z0-9][a-z0-9_-]*$/i;

/** The instances of the `sentry` section, the default one first. */
export function readInstances(
  sentry: Config,
  options: Pick<ReadInstanceOptions, 'providers' | 'warn'>,
): ReadInstance[] {
  const client = readClient(sentry, 'sentry', defaultClientConfig);
  const instances: ReadInstance[] = [];
  if (SHORT_FORM_KEYS.some(key => sentry.has(key))) {
    const place = { name: 'default', path: 'sentry' };
    instances.push(readInstance(sentry, { ...options, ...place, client }));
  }
  const more = readSections(
    sentry,
    { key: 'instances', path: 'sentry.instances' },
    '[{ name: eu, organization: acme-eu }]',
  );
  for (const [index, config] of more.entries()) {
    const path = `sentry.instances[${index}]`;
    const name = readName(config, `${path}.name`);
    if (instances.some(({ instance }) => instance.name === name)) {
      throw configError(
        `${path}.name`,
        name === 'default' && index === 0
          ? `the keys directly below sentry are the instance 'default' already`
          : `the name '${name}' is taken by another instance`,
        'Give each instance its own name.',
      );
    }
    instances.push(readInstance(config, { ...options, name, path, client }));
  }
  return instances.sort((a, b) => Number(isDefault(b)) - Number(isDefault(a)));
}

function readName(instance: Config, path: string): string {
  const name = readText(instance, 'name', path);
  if (!name) {
    throw configError(path, 'it is missing', 'Name the instance, such as eu.');
  }
  if (!INSTANCE_NAME.test(name)) {
    throw configError(
      path,
      'it is no name that an annotation can refer to',
      'Use letters, digits, - and _, such as eu.',
    );
  }
  return name;
}

/** The one that annotations mean when they name none. */
function isDefault({ instance }: ReadInstance): boolean {
  return instance.name === 'default';
}
