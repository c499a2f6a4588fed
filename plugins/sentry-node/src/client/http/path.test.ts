import { apiPath, apiUrl } from './path';

describe('apiPath', () => {
  it('keeps a value in its segment, whatever is in it', () => {
    expect(apiPath`/projects/${'a/b?c#d'}/${'é %2f'}/`).toBe(
      '/projects/a%2Fb%3Fc%23d/%C3%A9%20%252f/',
    );
  });

  it('ends with a slash always', () => {
    expect(apiPath`/organizations/${'acme'}`).toBe('/organizations/acme/');
  });

  it.each(['', '.', '..', '\ud800'])('refuses the value %j', value => {
    expect(() => apiPath`/projects/${value}/`).toThrow(
      expect.objectContaining({ code: 'ANNOTATION_INVALID' }),
    );
  });
});

describe('apiUrl', () => {
  it('keeps the path that a self-hosted server lives under', () => {
    const url = apiUrl(
      'https://example.com/sentry',
      apiPath`/organizations/${'acme'}/issues/`,
      new URLSearchParams({ query: '' }),
    );
    expect(url).toBe(
      'https://example.com/sentry/api/0/organizations/acme/issues/?query=',
    );
  });
});
