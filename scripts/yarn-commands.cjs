// Lets `yarn start` and `yarn test` work in a fresh clone: as scripts of
// package.json, Yarn would refuse them until something is installed. And leaves
// out of published manifests what only this repository needs.
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
        // They name private packages, and nobody who installs one needs them.
        beforeWorkspacePacking(workspace, manifest) {
          delete manifest.devDependencies;
        },
      },
    };
  },
};
