import { storageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';

/** As many projects as most entities have. */
const mostly = 1;

/**
 * How many rows an entity had when the viewer last saw it, so that there is room for
 * them before they come, and none where there were none: most programs send no sessions,
 * and nothing should come and go on their pages. Of an entity that is new to the viewer
 * it is not known, and one row is kept.
 *
 * @param rows - how many there are; undefined while that is not known
 */
export function useKeptRows(
  entityRef: string,
  rows: number | undefined,
): number {
  const storage = useApi(storageApiRef).forBucket('sentry.release-health');
  // As it was when the page came: what is learned now is for the next time.
  const [kept] = useState(
    () => storage.snapshot<number>(entityRef).value ?? mostly,
  );

  useEffect(() => {
    if (rows !== undefined && rows !== kept) {
      // Without the memory it only comes less calmly.
      storage.set(entityRef, rows).catch(() => {});
    }
  }, [storage, entityRef, rows, kept]);

  return kept;
}
