import { parseSentryProjectAnnotation } from './projectAnnotation';

describe('parseSentryProjectAnnotation', () => {
  it.each([
    ['shop-web', { project: 'shop-web' }],
    ['4501', { project: '4501' }],
    ['acme/shop-web', { organization: 'acme', project: 'shop-web' }],
    [
      'eu:acme-eu/billing',
      { instance: 'eu', organization: 'acme-eu', project: 'billing' },
    ],
    ['Shop_Web.v2', { project: 'Shop_Web.v2' }],
  ])('reads %s', (value, ref) => {
    expect(parseSentryProjectAnnotation(value)).toEqual({
      refs: [{ ref: value, ...ref }],
      problems: [],
    });
  });

  it('reads several, trimmed, in order and each once', () => {
    const { refs, problems } = parseSentryProjectAnnotation(
      ' checkout ,acme / payments,  checkout',
    );
    expect(problems).toEqual([]);
    expect(
      refs.map(({ organization, project }) => [organization, project]),
    ).toEqual([
      [undefined, 'checkout'],
      ['acme', 'payments'],
    ]);
  });

  it.each([
    ['', 'has an empty entry.'],
    ['a,,b', 'has an empty entry.'],
    ['acme/', 'a segment is empty'],
    ['/shop', 'a segment is empty'],
    [':acme/shop', 'a segment is empty'],
    ['a/b/c', 'more than two segments'],
    ['eu:billing', 'an instance must be followed by `org/project`'],
    ['.', '`.` is not a slug'],
    ['acme/..', '`..` is not a slug'],
    ['shop web', 'no spaces or control characters'],
    ['shop\u0007web', 'no spaces or control characters'],
    ['eu:us:acme/shop', '`us:acme` has a character that no slug has'],
    ['shop?x=1', 'has a character that no slug has'],
    ['%2e%2e', 'has a character that no slug has'],
    ['a`b', "`a'b` has a character that no slug has"],
  ])('reports %j: %s', (value, reason) => {
    const { problems } = parseSentryProjectAnnotation(value);
    expect(problems).toEqual([
      {
        code: 'ANNOTATION_INVALID',
        message: expect.stringContaining(reason),
        action: expect.stringContaining('`instance:org/project`'),
      },
    ]);
    expect(problems[0].message).toContain('sentry.io/project-slug');
    // In pairs around something, or a page would set the rest in code.
    expect(problems[0].message).toMatch(/^(?:[^`]*`[^`]+`)*[^`]*$/);
  });

  it('keeps what can be read beside what can not', () => {
    const { refs, problems } = parseSentryProjectAnnotation('acme/, checkout');
    expect(refs.map(({ ref }) => ref)).toEqual(['checkout']);
    expect(problems).toHaveLength(1);
    expect(problems[0].message).toContain('`acme/`');
  });

  it('reads no more than a hundred entries, and says so', () => {
    const value = Array.from({ length: 10_000 }, (_, n) => `p-${n}`).join(',');
    const { refs, problems } = parseSentryProjectAnnotation(value);
    expect(refs).toHaveLength(100);
    expect(problems).toEqual([
      expect.objectContaining({
        code: 'ANNOTATION_INVALID',
        message: expect.stringContaining('10000 entries'),
      }),
    ]);
  });

  it('repeats no page of text in the problem of an entry', () => {
    const { refs, problems } = parseSentryProjectAnnotation('a'.repeat(10_000));
    expect(refs).toEqual([]);
    expect(problems[0].message).toContain('no more than 100 characters');
    expect(problems[0].message.length).toBeLessThan(400);
  });
});
