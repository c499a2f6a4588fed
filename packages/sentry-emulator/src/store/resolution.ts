/** In what an issue is said to be resolved, where it is more than now. */
export type Resolution =
  | { readonly kind: 'release'; readonly version: string }
  /** In whatever comes after the release that was the newest. */
  | { readonly kind: 'nextRelease'; readonly after: string }
  | {
      readonly kind: 'commit';
      readonly commit: string;
      readonly repository: string;
      /** The release that has the commit. */
      readonly version: string;
    };

/** Negative where the first release is the older one. */
export type CompareReleases = (a: string, b: string) => number;

/**
 * Whether an event leaves a resolved issue resolved: it is of a release that
 * does not have the fix yet. One without a release counts as old.
 */
export function covers(
  resolution: Resolution | undefined,
  release: string | undefined,
  compare: CompareReleases,
): boolean {
  if (!resolution) {
    return false;
  }
  if (release === undefined) {
    return true;
  }
  return resolution.kind === 'nextRelease'
    ? compare(release, resolution.after) <= 0
    : compare(release, resolution.version) < 0;
}
