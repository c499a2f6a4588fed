import { run } from './run';
import type { Setting, ToolCall } from './calls';

/** Runs in the client's own folder, where the module finds what it needs. */
const program = `
const [name, input, apiBaseUrl, token] = JSON.parse(process.argv[1]);
const { ConfigReader } = require('@backstage/config');
const actions = require('@backstage/plugin-scaffolder-backend-module-sentry');
const config = new ConfigReader({ scaffolder: { sentry: { apiBaseUrl, token } } });
const outputs = {};
actions[name]({ config }).handler({
  input,
  output: (key, value) => { outputs[key] = value; },
  checkpoint: ({ fn }) => fn(),
}).then(
  () => console.log(JSON.stringify(outputs)),
  error => { console.error(error.message); process.exit(1); },
);
`;

/**
 * Runs an action of the scaffolder module as a template would.
 *
 * @returns its outputs as JSON
 * @throws Error with what it says where it fails
 */
export async function runAction(
  { tool, input }: ToolCall,
  options: { folder: string; env: NodeJS.ProcessEnv; setting: Setting },
): Promise<string> {
  const { folder, env } = options;
  const { url, token } = options.setting;
  const argument = JSON.stringify([tool, input, `${url}/api/0`, token]);
  const { code, output } = await run(
    process.execPath,
    ['-e', program, '--', argument],
    { cwd: folder, env },
  );
  if (code !== 0) {
    throw new Error(output.trim());
  }
  return output;
}
