import { parseRelease } from '../../store/version';

/** What can be read from the name of a release. */
export function versionInfo(version: string): Record<string, unknown> {
  const { package: name, raw, version: semantic } = parseRelease(version);
  return {
    package: name,
    version: semantic ?? { raw },
    description: raw,
    buildHash: null,
  };
}

export function shortVersion(version: string): string {
  return parseRelease(version).raw;
}
