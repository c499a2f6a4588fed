import { delimiter, join } from 'node:path';
import {
  mcpCalls,
  scaffolderCalls,
  sentryCalls,
  sentryCliCalls,
  type Call,
  type Setting,
} from './calls';
import { McpClient } from './McpClient';
import { run } from './run';
import { runAction } from './scaffolder';

interface Surroundings {
  /** Where the client is installed. */
  readonly folder: string;
  /** A working copy of git. */
  readonly workingCopy: string;
  readonly env: NodeJS.ProcessEnv;
  readonly setting: Setting;
}

/** Something to try: the client has to say that, and not to fail. */
export interface Trial {
  readonly title: string;
  readonly says: string | RegExp;
  run(): Promise<string>;
}

export interface Client {
  /** Of the package. */
  readonly name: string;
  readonly version: string;
  start(
    surroundings: Surroundings,
  ): Promise<{ trials: Trial[]; stop?: () => void }>;
}

/** The published clients, in the versions that the emulator is judged by. */
export const clients: readonly Client[] = [
  {
    name: '@sentry/cli',
    version: '3.8.0',
    start: async around => ({
      trials: commandLine(
        'sentry-cli',
        sentryCliCalls(around.setting),
        around,
        {
          SENTRY_DSN: around.setting.dsn,
        },
      ),
    }),
  },
  {
    name: 'sentry',
    version: '0.49.0',
    start: async around => ({
      trials: commandLine('sentry', sentryCalls(around.setting), around),
    }),
  },
  {
    name: '@sentry/mcp-server',
    version: '0.39.0',
    start: async ({ folder, env, setting }) => {
      const server = new McpClient(
        [
          join(folder, 'node_modules/@sentry/mcp-server/dist/index.js'),
          `--access-token=${setting.token}`,
          `--host=${new URL(setting.url).host}`,
          '--insecure-http',
          '--all-skills',
        ],
        { cwd: folder, env },
      );
      await server.connect();
      return {
        // Not all tools are listed: the rest is reached by way of one of them.
        trials: mcpCalls(setting).map(({ tool, input, says }) => ({
          title: `${tool} ${JSON.stringify(input)}`,
          says,
          run: () =>
            server.callTool('execute_sentry_tool', {
              name: tool,
              arguments: input,
            }),
        })),
        stop: () => server.close(),
      };
    },
  },
  {
    name: '@backstage/plugin-scaffolder-backend-module-sentry',
    version: '0.4.0',
    start: async ({ folder, env, setting }) => ({
      trials: scaffolderCalls(setting).map(call => ({
        title: call.tool,
        says: call.says,
        run: () => runAction(call, { folder, env, setting }),
      })),
    }),
  },
];

function commandLine(
  command: string,
  calls: readonly Call[],
  { folder, workingCopy, env, setting }: Surroundings,
  more: NodeJS.ProcessEnv = {},
): Trial[] {
  const bin = join(folder, 'node_modules', '.bin');
  return calls.map(({ args, says }) => ({
    title: args.join(' '),
    says,
    run: async () => {
      const { code, output } = await run(command, args, {
        cwd: workingCopy,
        env: {
          ...env,
          PATH: `${bin}${delimiter}${env.PATH ?? ''}`,
          SENTRY_URL: setting.url,
          SENTRY_AUTH_TOKEN: setting.token,
          SENTRY_ORG: 'acme',
          SENTRY_PROJECT: 'shop-web',
          ...more,
        },
      });
      if (code !== 0) {
        throw new Error(`Ended with ${code ?? 'a signal'}:\n${output.trim()}`);
      }
      return output;
    },
  }));
}
