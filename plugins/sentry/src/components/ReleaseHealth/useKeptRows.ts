import { storageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';

/**
 * How many rows an entity had when the viewer last saw it, so that there is room for
 * them before they come. Remembered only where there were any: most programs send no
 * sessions, and nothing should come and go on their pages.
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
    () => Number(storage.snapshot<number>(entityRef).value) || 0,
  );

  useEffect(() => {
    if (rows === undefined || rows === kept) {
      return;
    }
    const remembered = rows
      ? storage.set(entityRef, rows)
      : storage.remove(entityRef);
    // Without the memory it only comes less calmly.
    remembered.catch(() => {});
  }, [storage, entityRef, rows, kept]);

  return kept;
}
