import { readBody } from './readBody';

const SECRET = 'planted/key+"of"<somebody>';

describe('a secret that a server sends back', () => {
  it.each([
    ['as it is', JSON.stringify({ detail: `No: ${SECRET}!` })],
    [
      'with escaped slashes',
      JSON.stringify({ detail: `No: ${SECRET}!` }).replaceAll('/', '\\/'),
    ],
    [
      'with signs by number',
      JSON.stringify({ detail: `No: ${SECRET}!` }).replace(
        /[+<>/]|\\"/g,
        sign =>
          `\\u00${(sign.at(-1) ?? '').charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    ],
    [
      'all by number',
      `{"detail": "No: ${[...SECRET].map(sign => `\\u00${sign.charCodeAt(0).toString(16)}`).join('')}!"}`,
    ],
  ])('is taken out %s', async (_, text) => {
    expect(JSON.parse(text)).toEqual({ detail: `No: ${SECRET}!` });
    expect(await readBody(new Response(text), { secrets: [SECRET] })).toEqual({
      kind: 'json',
      value: { detail: 'No: [removed]!' },
    });
  });

  it('leaves everything else as it was', async () => {
    const value = {
      path: 'C:\\u0041\\/b "q" \\" </script>',
      text: 'é \u0001 \n\t \u2028',
      tricky: '\\\\u002f',
    };
    const text = JSON.stringify(value)
      .replaceAll('</', '<\\/')
      .replace('é', '\\u00e9');
    expect(await readBody(new Response(text), { secrets: [SECRET] })).toEqual({
      kind: 'json',
      value,
    });
  });
});
