import { useCallback, useMemo, useRef } from 'react';
import { pushedBy, useUrlParams } from '../../issueUrl/urlParams';

const owned = ['release', 'compareWith'] as const;
/** Marks the entry of the history that opening made. */
const pushed = 'releases';

/** Which releases are looked at, kept in the URL. */
export interface OpenRelease {
  isOpen: boolean;
  /** The version that was chosen; undefined for the newest. */
  version?: string;
  /** The version that it is compared with. */
  other?: string;
  open: () => void;
  choose: (chosen: { version: string; other?: string }) => void;
  close: () => void;
}

export function useOpenRelease(): OpenRelease {
  const [search, set] = useUrlParams(owned);
  const isLeaving = useRef(false);
  const open = useCallback(
    () => set(new URLSearchParams({ release: '' }), { push: pushed }),
    [set],
  );
  const choose = useCallback<OpenRelease['choose']>(
    ({ version, other }) =>
      set(
        new URLSearchParams({
          release: version,
          ...(other && { compareWith: other }),
        }),
      ),
    [set],
  );
  const close = useCallback(() => {
    if (isLeaving.current) {
      return;
    }
    if (pushedBy() === pushed) {
      // Going back takes a while: a second press must not go back twice.
      isLeaving.current = true;
      const arrived = () => {
        isLeaving.current = false;
      };
      window.addEventListener('popstate', arrived, { once: true });
      window.history.back();
    } else {
      set(new URLSearchParams());
    }
  }, [set]);

  return useMemo(() => {
    const params = new URLSearchParams(search);
    return {
      isOpen: params.has('release'),
      version: params.get('release') || undefined,
      other: params.get('compareWith') || undefined,
      open,
      choose,
      close,
    };
  }, [search, open, choose, close]);
}
