import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { issueDrawer, issueLinks, openIssue } from './drawer';
import { type Emulator, expect, openEntity, test } from './portal';

const program = 'examples/programs/shopWeb';
const repository = 'https://github.com/example/sentry-for-backstage';

test('a regression of the newest release leads from the card to the line of source that fails', async ({
  page,
  emulator,
}) => {
  await openEntity(page, 'component:default/shop-web');
  await page.getByRole('link', { name: /^\d+ regressed/ }).click();
  await expect(page).toHaveURL(/is%3Aregressed/);
  const regression = issueLinks(page).first();
  await openIssue(page, regression);

  const drawer = issueDrawer(page);
  await expect(drawer).toContainText('Regressed');
  await expect(drawer).toContainText(/Last seen.*Release 4\.2\.0/s);

  const id = await regression.getAttribute('data-sentry-issue');
  const { file, line, commits } = await failingFrame(emulator, `${id}`);
  const source = drawer.getByRole('link', {
    name: `Source of ${file}:${line}`,
  });
  const href = (await source.getAttribute('href')) ?? '';
  // Of the release's own commit, not of the branch that has moved on since.
  expect(
    commits.map(
      commit => `${repository}/tree/${commit}/${program}/${file}#L${line}`,
    ),
  ).toContain(href);
  await expect(source).toHaveAttribute('target', '_blank');

  const text = readFileSync(join(program, file), 'utf8').split('\n')[line - 1];
  const code = drawer.getByRole('group', { name: 'Source' }).first();
  await expect(code.locator('[data-failing]')).toHaveText(text);
  await expect(code).toHaveAccessibleDescription(
    `Line ${line}, the one that failed: ${text.trim()}`,
  );
});

/** Where the program failed and from which commits it was built, by what Sentry says. */
async function failingFrame(emulator: Emulator, issueId: string) {
  const event = await emulator.get(
    `organizations/acme/issues/${issueId}/events/recommended/`,
  );
  const exceptions = event.entries.find(
    ({ type }: { type: string }) => type === 'exception',
  );
  const frame = exceptions.data.values
    .at(-1)
    .stacktrace.frames.findLast(({ inApp }: { inApp: boolean }) => inApp);
  const release = encodeURIComponent(event.release.version);
  const commits: { id: string }[] = await emulator.get(
    `organizations/acme/releases/${release}/commits/`,
  );
  const file: string = frame.filename.replace('app:///', '');
  const line: number = frame.lineNo;
  return { file, line, commits: commits.map(commit => commit.id) };
}
