import { useRouteRef } from '@backstage/core-plugin-api';
import { rootRouteRef } from '../routes';

/** Where the plugin's own page is; undefined where the app has none. */
export function usePageHref(): string | undefined {
  try {
    return useRouteRef(rootRouteRef)?.();
  } catch {
    // How both systems say that no extension is mounted at the ref.
    return undefined;
  }
}
