import { type ComponentType, lazy, type ReactNode, useEffect } from 'react';

/**
 * A component whose code is loaded where it is first shown. Where that fails, such as after
 * a deployment, a stand-in that is there already takes its place; the code is asked for
 * again when the component is next shown.
 */
export function lazyOr<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  StandIn: ComponentType<Props>,
): ComponentType<Props> {
  let Part: ComponentType<Props> = Missing;
  const ask = () =>
    lazy(async () => {
      try {
        Part = await load();
      } catch {
        Part = Missing;
      }
      return { default: Loaded };
    });
  let Loading = ask();

  function Missing(props: Props) {
    useEffect(
      () => () => {
        Loading = ask();
      },
      [],
    );
    return <StandIn {...props} />;
  }
  return function LazyPart(props: Props) {
    return <Loading>{() => <Part {...props} />}</Loading>;
  };
}

function Loaded(props: { children: () => ReactNode }) {
  return <>{props.children()}</>;
}
