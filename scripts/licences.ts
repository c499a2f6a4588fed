/** What counts of a CycloneDX document here. */
export interface Sbom {
  components: {
    group?: string;
    name: string;
    version: string;
    licenses?: {
      expression?: string;
      license?: { id?: string; name?: string };
    }[];
  }[];
}

/** Licences that allow use in a product under any terms. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'CC-BY-4.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/** Packages whose package.json names no licence, and the one that their files name. */
const inTheirFiles: Record<string, string> = {
  'fast-shallow-equal': 'Unlicense',
  pause: 'MIT',
  'react-universal-interface': 'Unlicense',
};

/**
 * Sentry's command line, which `@sentry/node` 11 brings along. Its terms exclude products that
 * compete with Sentry. Only the emulator, a tool for tests, installs it, and nothing runs it.
 */
const withTheSdk = { name: 'sentry', licence: 'FSL-1.1-Apache-2.0' };

/** The packages of that document whose licence is missing or not allowed. */
export function faultsOfLicences(sbom: Sbom): string[] {
  return sbom.components.flatMap(({ group, name, version, licenses = [] }) => {
    const fullName = group ? `${group}/${name}` : name;
    const named = licenses.map(
      ({ expression, license }) =>
        expression ?? license?.id ?? license?.name ?? '',
    );
    const all = named.length ? named : [inTheirFiles[fullName] ?? ''];
    return all
      .filter(licence => !isAllowed(licence))
      .filter(
        licence =>
          fullName !== withTheSdk.name || licence !== withTheSdk.licence,
      )
      .map(
        licence =>
          `${fullName}@${version} has ${
            licence ? `the licence ${licence}` : 'no licence'
          }`,
      );
  });
}

/** Whether an SPDX expression leaves a choice that is allowed: `(MIT OR GPL-2.0)`. */
function isAllowed(expression: string): boolean {
  return expression
    .replace(/[()]/g, '')
    .split(/ OR /i)
    .some(choice =>
      choice.split(/ AND /i).every(licence => allowed.has(licence.trim())),
    );
}
