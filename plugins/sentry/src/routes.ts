import {
  type AnyParams,
  createRouteRef,
  type RouteFunc,
  type RouteRef,
  useRouteRef,
} from '@backstage/core-plugin-api';

/** The tab on the entity page; this kind of ref works in both frontend systems. */
export const entityContentRouteRef = createRouteRef({ id: 'sentry' });

/** The page of the plugin itself. */
export const rootRouteRef = createRouteRef({ id: 'sentry:page' });

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

/** Leads from the rest of an entity's page to its issues, where the app shows them. */
export function useTabLink() {
  const href = useOptionalRoute(entityContentRouteRef)?.();
  return { href, disabled: !href };
}
