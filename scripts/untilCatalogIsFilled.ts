import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { signInAsGuest } from './signInAsGuest';

const root = join(__dirname, '..');
/** The kinds that the files have. */
const kinds = ['api', 'component', 'system', 'domain', 'user', 'group'];

/**
 * A portal answers before its catalog has read the files that config names.
 *
 * @param files - those files, relative to the repository
 */
export async function untilCatalogIsFilled(
  url: string,
  files: string[],
): Promise<void> {
  const token = await signInAsGuest(url);
  const query = new URLSearchParams({ limit: '0' });
  for (const kind of kinds) {
    query.append('filter', `kind=${kind}`);
  }
  for (;;) {
    const response = await fetch(
      `${url}/api/catalog/entities/by-query?${query}`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    const { totalItems } = await response.json();
    if (totalItems === countEntities(files)) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 250));
  }
}

function countEntities(files: string[]): number {
  const entities = files.flatMap(
    file => readFileSync(join(root, file), 'utf8').match(/^kind: /gm) ?? [],
  );
  return entities.length;
}
