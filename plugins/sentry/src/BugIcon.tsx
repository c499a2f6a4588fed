import type { SVGProps } from 'react';

/** The plugin's own icon, apart from the others: it is the only one that every page loads. */
export function BugIcon(props: SVGProps<SVGSVGElement>) {
  return (
    <svg viewBox="0 0 24 24" width={24} height={24} {...props}>
      <path
        d="M7 9h10v6a5 5 0 0 1-10 0zM9 9a3 3 0 0 1 6 0M2 13h5m10 0h5M4 5l3 4m13-4l-3 4M4 21l3.5-4M20 21l-3.5-4M12 13v7M7 2l2.5 4M17 2l-2.5 4"
        fill="none"
        stroke="currentColor"
        strokeWidth={2}
      />
    </svg>
  );
}
