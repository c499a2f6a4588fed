import { copyTree, inTemporaryFolder, run } from '../backstage/copyTree';
import { backstageLines } from '../backstage/lines';

// `yarn test:dynamic`: bundles every plugin by `backstage-cli package bundle`, and loads the bundles
// into a backend that has none of them installed, by Backstage's dynamic feature service. In a
// copy of the repository.

void inTemporaryFolder(folder => {
  copyTree(folder, Object.keys(backstageLines)[0]);
  run(folder, 'yarn', ['tsc', '--incremental', 'false']);
  run(folder, 'yarn', ['backstage-cli', 'repo', 'build']);
  run(folder, 'yarn', ['tsx', 'scripts/dynamic/tryBundles.ts']);
});
