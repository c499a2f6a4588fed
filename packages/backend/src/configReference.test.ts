// What is tested is the repository's documentation.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { configReference } from '../../../scripts/configReference';

it('is up to date in docs/configuration.md, else run `yarn docs:config`', async () => {
  const { current, expected } = await configReference();
  expect(current).toBe(expected);
});
