import type { SVGProps } from 'react';

/**
 * Icons that Backstage doesn't use itself. `@remixicon/react` is one module: each icon
 * taken from it is loaded with every page of a portal.
 */
interface IconProps extends SVGProps<SVGSVGElement> {
  /** In pixels. Default 24. */
  size?: number;
}

/** Makes an icon of lines on a grid of 24 × 24. */
function iconOf(lines: string) {
  return function Icon({ size = 24, ...props }: IconProps) {
    return (
      <svg viewBox="0 0 24 24" width={size} height={size} {...props}>
        <path d={lines} fill="none" stroke="currentColor" strokeWidth={2} />
      </svg>
    );
  };
}

const circle = (x: number, y: number, r: number) =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
const person = `${circle(12, 7, 4)}M5 22a7 7 0 0 1 14 0`;

export const ArrowDownIcon = iconOf('M12 4v15M5.5 12.5L12 19l6.5-6.5');
export const ArrowRightIcon = iconOf('M10 6.5l5.5 5.5-5.5 5.5');
export const ArrowUpIcon = iconOf('M12 20V5M5.5 11.5L12 5l6.5 6.5');
export const ArrowLeftIcon = iconOf('M14 6.5L8.5 12l5.5 5.5');
export const CheckCircleIcon = iconOf(
  `${circle(12, 12, 9)}M7.5 12l3.2 3.2L16.5 9.4`,
);
export const ChevronUpIcon = iconOf('M6.5 14.5L12 9l5.5 5.5');
export const ClearIcon = iconOf(`${circle(12, 12, 9)}M9 9l6 6M15 9l-6 6`);
export const CodeIcon = iconOf('M7.5 7l-5 5 5 5M16.5 7l5 5-5 5M13.5 4.5l-3 15');
export const CommitIcon = iconOf(`${circle(12, 12, 4)}M2 12h6M16 12h6`);
export const CopyIcon = iconOf('M8 8V3h13v13h-5M3 8h13v13H3z');
export const EqualIcon = iconOf('M5 9h14M5 15h14');
export const ExternalLinkIcon = iconOf('M10 5H4v15h15v-6M14 4h6v6M20 4l-9 9');
export const FilterOffIcon = iconOf('M8 4h12v2l-5 7v8l-5-3v-5M3 3l18 18');
export const LinkIcon = iconOf(
  'M11 7H7a5 5 0 0 0 0 10h4M13 7h4a5 5 0 0 1 0 10h-4M8 12h8',
);
export const LockIcon = iconOf('M4 10h16v11H4zM7.5 10V7a4.5 4.5 0 0 1 9 0v3');
export const PeopleIcon = iconOf(
  `${circle(9, 8, 4)}M2 21a7 7 0 0 1 14 0M15.5 4.5a4 4 0 0 1 0 7M17.5 14.5A7 7 0 0 1 22 21`,
);
export const PersonIcon = iconOf(person);
export const PersonOffIcon = iconOf(`${person}M3 3l18 18`);
export const RefreshIcon = iconOf(
  'M4 11a8 8 0 0 1 14.5-3.6M20 3v5h-5M20 13a8 8 0 0 1-14.5 3.6M4 21v-5h5',
);
export const SearchIcon = iconOf(`${circle(10.5, 10.5, 7)}M15.5 15.5L21 21`);
export const SkipLeftIcon = iconOf('M7 6v12M17 6.5L11.5 12l5.5 5.5');
export const SkipRightIcon = iconOf('M17 6v12M7 6.5l5.5 5.5L7 17.5');
export const SortDownIcon = iconOf(
  'M3 5h12M3 11h8M3 17h6M18 9v11M14.5 16.5L18 20l3.5-3.5',
);
export const StarIcon = iconOf(
  'M12 3l2.7 5.9 6.3.7-4.7 4.3 1.3 6.3-5.6-3.2-5.6 3.2 1.3-6.3L3 9.6l6.3-.7z',
);
