/** The parts of `package@1.2.3-pre+build`. */
export interface SemanticVersion {
  readonly raw: string;
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly pre: string | null;
  readonly buildCode: string | null;
  /** How many numbers it was written with. */
  readonly components: number;
}

const pattern =
  /^(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+([0-9A-Za-z.-]+))?$/;

/** `shop-web@4.2.0` is package and version; all else is a version alone. */
export function parseRelease(release: string): {
  package: string | null;
  raw: string;
  version?: SemanticVersion;
} {
  const [, name = null, raw = release] = /^(.+)@([^@]+)$/.exec(release) ?? [];
  const match = pattern.exec(raw);
  if (!match || match[2] === undefined) {
    return { package: name, raw };
  }
  const [, major, minor, patch, pre, build] = match;
  return {
    package: name,
    raw,
    version: {
      raw,
      major: Number(major),
      minor: Number(minor),
      patch: Number(patch ?? 0),
      pre: pre ?? null,
      buildCode: build ?? null,
      components: patch === undefined ? 2 : 3,
    },
  };
}

/**
 * Which of two releases is the newer by their numbers; nothing where they are not
 * versions of the same package.
 */
export function compareSemantic(a: string, b: string): number | undefined {
  const [one, other] = [parseRelease(a), parseRelease(b)];
  if (!one.version || !other.version || one.package !== other.package) {
    return undefined;
  }
  const [v, w] = [one.version, other.version];
  return (
    v.major - w.major ||
    v.minor - w.minor ||
    v.patch - w.patch ||
    comparePreReleases(v.pre, w.pre)
  );
}

/** What is released comes after what was before it. */
function comparePreReleases(a: string | null, b: string | null): number {
  if (a === b) {
    return 0;
  }
  if (a === null || b === null) {
    return a === null ? 1 : -1;
  }
  return a.localeCompare(b, 'en', { numeric: true });
}
