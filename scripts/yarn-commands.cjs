// Lets `yarn start` and `yarn test` work in a fresh clone: as scripts of
// package.json, Yarn would refuse them until something is installed. And mends the
// manifests that are published.
module.exports = {
  name: 'plugin-bootstrap',
  factory(require) {
    const { BaseCommand } = require('@yarnpkg/cli');
    const { execUtils } = require('@yarnpkg/core');
    const { npath, ppath } = require('@yarnpkg/fslib');
    const { Option } = require('clipanion');

    const task = name =>
      class extends BaseCommand {
        static paths = [[name]];
        args = Option.Proxy();

        async execute() {
          const root = ppath.dirname(npath.toPortablePath(__dirname));
          if (this.context.cwd !== root) {
            // In a package's folder the package's own script is meant.
            return this.cli.run(['run', name, ...this.args]);
          }
          const { code } = await execUtils.pipevp(
            process.execPath,
            [npath.join(__dirname, 'bootstrap.mjs'), name, ...this.args],
            {
              cwd: root,
              stdin: this.context.stdin,
              stdout: this.context.stdout,
              stderr: this.context.stderr,
            },
          );
          return code;
        }
      };

    return {
      commands: [task('start'), task('test')],
      hooks: {
        beforeWorkspacePacking(workspace, manifest) {
          // They name private packages, and an installed package needs none of them.
          delete manifest.devDependencies;
          // Conditions count in their order, and the CLI of Backstage writes `types` after code.
          for (const [path, target] of Object.entries(manifest.exports ?? {})) {
            if (target.types) {
              manifest.exports[path] = { types: target.types, ...target };
            }
          }
        },
      },
    };
  },
};
