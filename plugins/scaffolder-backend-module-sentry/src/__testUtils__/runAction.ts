import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import type { CheckpointContext } from '@backstage/plugin-scaffolder-node/alpha';
import type { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { JsonObject, JsonValue } from '@backstage/types';
import {
  startEmulator,
  type Emulator,
  type EmulatorOptions,
} from 'backstage-plugin-sentry-emulator';

export const token = 'a'.repeat(64);

export const provisioningScopes = [
  ...['project:read', 'project:write', 'team:read', 'team:write'],
  ...['alerts:read', 'alerts:write', 'org:read'],
];

/** A Sentry with a token that may provision, and the config of a portal that has it. */
export async function startSentry(
  options: EmulatorOptions & { scopes?: string[]; user?: string } = {},
) {
  const { scopes = provisioningScopes, user, ...others } = options;
  const emulator = await startEmulator({ port: 0, ...others });
  emulator.addToken({
    token,
    scopes,
    user,
    organizations: ['acme', 'acme-labs'],
  });
  return { emulator, config: configOf(emulator) };
}

export function configOf(
  { url }: Pick<Emulator, 'url'>,
  sentry: JsonObject = {},
): ConfigReader {
  return new ConfigReader({
    scaffolder: { sentry: { token, apiBaseUrl: `${url}/api/0`, ...sentry } },
  });
}

/** What a task keeps of a step, so that it can be resumed. */
export type Checkpoints = Map<string, string>;

/** Runs an action as a step of a template. */
export async function runAction(
  action: TemplateAction<any, any, any>,
  input: JsonObject,
  options: {
    checkpoints?: Checkpoints;
    each?: JsonObject;
    isDryRun?: boolean;
    signal?: AbortSignal;
    onLog?: (message: string) => void;
  } = {},
): Promise<Record<string, any>> {
  const {
    checkpoints = new Map<string, string>(),
    onLog = () => {},
    ...context
  } = options;
  const outputs: Record<string, JsonValue> = {};
  const mock = createMockActionContext({ input });
  const log = (message: string) => onLog(message);
  const logger = { ...mockServices.logger.mock(), info: log, warn: log };
  await action.handler({
    ...mock,
    ...context,
    output: (name: string, value: JsonValue) => {
      outputs[name] = value;
    },
    logger,
    checkpoint: async <T extends JsonValue | void>(
      step: CheckpointContext<T>,
    ) => {
      const known = checkpoints.get(step.key);
      // Tasks keep JSON.
      const text = known ?? JSON.stringify(await step.fn());
      checkpoints.set(step.key, text);
      return JSON.parse(text) as T;
    },
  });
  return outputs;
}

/** The message of an action that fails, with the name of its error. */
export async function failureOf(
  run: Promise<unknown>,
): Promise<{ name: string; message: string }> {
  try {
    await run;
  } catch (error) {
    const { name, message } = error as Error;
    return { name, message };
  }
  throw new Error('The action did not fail');
}

/** The requests that change something. */
export function writesOf(emulator: Emulator): string[] {
  return emulator
    .requests()
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path, status }) => `${method} ${path} ${status}`);
}
