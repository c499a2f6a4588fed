/** Crockford's alphabet, in which Sentry counts: no I, L, O, U. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `SHOP-WEB-1A` for the 42nd issue of shop-web. */
export function formatShortId(projectSlug: string, number: number): string {
  let rest = number;
  let text = '';
  do {
    text = digits[rest % 32] + text;
    rest = Math.floor(rest / 32);
  } while (rest > 0);
  return `${projectSlug.toUpperCase()}-${text}`;
}

/** What a short id says, however it is spelled; `undefined` for what is none. */
export function parseShortId(
  text: string,
): { project: string; number: number } | undefined {
  const [, project, code] = /^(.*?)[\s_-]([0-9A-Z]+)$/i.exec(text.trim()) ?? [];
  const values = [...(code ?? '').toUpperCase()].map(digit =>
    digits.indexOf(digit),
  );
  return code === undefined || values.includes(-1)
    ? undefined
    : {
        project: project.toLowerCase(),
        number: values.reduce((number, value) => number * 32 + value, 0),
      };
}
