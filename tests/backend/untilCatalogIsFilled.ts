import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const files = [
  'examples/entities.yaml',
  'examples/org.yaml',
  'tests/backend/entities.yaml',
  'tests/backend/fleet.yaml',
];

/** A portal answers before its catalog has read the files that config names. */
export async function untilCatalogIsFilled(url: string): Promise<void> {
  const token = await signInAsGuest(url);
  const query = new URLSearchParams({ limit: '0' });
  for (const kind of ['component', 'system', 'domain', 'user', 'group']) {
    query.append('filter', `kind=${kind}`);
  }
  for (;;) {
    const response = await fetch(
      `${url}/api/catalog/entities/by-query?${query}`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    const { totalItems } = await response.json();
    if (totalItems === countEntities()) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 250));
  }
}

function countEntities(): number {
  const entities = files.flatMap(
    file => readFileSync(join(root, file), 'utf8').match(/^kind: /gm) ?? [],
  );
  return entities.length;
}

async function signInAsGuest(url: string): Promise<string> {
  const response = await fetch(`${url}/api/auth/guest/refresh`);
  const { backstageIdentity } = await response.json();
  return backstageIdentity.token;
}
