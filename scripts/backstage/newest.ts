import { findChrome } from '../chrome';
import { copyTree, inTemporaryFolder, run } from './copyTree';
import { backstageLines } from './lines';

// `yarn test:newest`: types, unit tests and a portal on the newest line of
// Backstage. `npm test` runs on the oldest one.

const newest = Object.keys(backstageLines).at(-1) ?? '';

void inTemporaryFolder(folder => {
  if (!findChrome()) {
    throw new Error('Chrome or Chromium is missing, which opens the pages.');
  }
  copyTree(folder, newest);
  run(folder, 'yarn', ['tsc', '--incremental', 'false']);
  run(folder, 'yarn', ['test:unit'], { CI: 'true' });
  // Builds the app, starts the portal and opens its pages as people do.
  run(folder, 'yarn', ['test:browser', 'mainJob', 'oauth']);
});
