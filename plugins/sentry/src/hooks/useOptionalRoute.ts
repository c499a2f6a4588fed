import {
  useRouteRef,
  type AnyParams,
  type RouteFunc,
  type RouteRef,
} from '@backstage/core-plugin-api';

/** Makes links to what is mounted at a route; undefined where the app has nothing there. */
export function useOptionalRoute<Params extends AnyParams>(
  ref: RouteRef<Params>,
): RouteFunc<Params> | undefined {
  try {
    return useRouteRef(ref);
  } catch {
    // How both systems say that no extension is mounted at the ref.
    return undefined;
  }
}
