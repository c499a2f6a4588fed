import { problemFromResponse } from './fromResponse';
import type { RequestSubject } from './facts';
import type { JsonBody } from '../../http';

const list: RequestSubject = {
  instance: 'default',
  host: 'sentry.example.com',
  organization: 'acme',
};
const filtered = { ...list, projects: ['11', '12'] };
const environments = { ...filtered, environments: ['prod', 'stage'] };
const project = { ...list, project: 'shop-web' };

const json = (value: unknown): JsonBody => ({ kind: 'json', value });
const detail = (text: unknown) => json({ detail: text });
const html: JsonBody = { kind: 'html' };
const forbidden = detail('You do not have permission to perform this action.');
const gone = detail('The requested resource does not exist');

const redact = <T>(value: T) => value;

function problemOf(
  status: number,
  body: JsonBody,
  subject: RequestSubject = list,
  headers: Record<string, string> = {},
) {
  return problemFromResponse(
    { status, body, headers: new Headers(headers), redact, now: 0 },
    subject,
  ).toProblem();
}

describe('problemFromResponse', () => {
  it.each<[what: string, code: string, says: RegExp, problem: () => unknown]>([
    [
      'a query that can not be parsed',
      'QUERY_INVALID',
      /Error parsing search query: near/,
      () =>
        problemOf(
          400,
          detail('Error parsing search query: near "foo"'),
          filtered,
        ),
    ],
    [
      'a 400 of a bare string',
      'QUERY_INVALID',
      /Invalid limit/,
      () => problemOf(400, json('Invalid limit')),
    ],
    [
      "GlitchTip's list of faults",
      'QUERY_INVALID',
      /Input should be 'last_seen'/,
      () =>
        problemOf(
          422,
          json({
            detail: [
              {
                type: 'enum',
                loc: ['sort'],
                msg: `Input should be 'last_seen'`,
              },
            ],
          }),
        ),
    ],
    [
      'a plan without lists of several projects, as 400',
      'QUERY_INVALID',
      /one project at a time/,
      () =>
        problemOf(
          400,
          detail('You do not have the multi project stream feature enabled'),
          filtered,
        ),
    ],
    [
      'a plan without lists of several projects, as 403',
      'QUERY_INVALID',
      /one project at a time/,
      () =>
        problemOf(
          403,
          detail('You cannot view events from multiple projects.'),
          filtered,
        ),
    ],
    [
      'an unknown token',
      'TOKEN_REJECTED',
      /does not know it/,
      () => problemOf(401, detail('Invalid token')),
    ],
    [
      'an expired token',
      'TOKEN_REJECTED',
      /expired/,
      () => problemOf(401, detail('Token expired')),
    ],
    [
      'a token of an inactive user',
      'TOKEN_REJECTED',
      /deactivated/,
      () => problemOf(401, detail('User inactive or deleted')),
    ],
    [
      'a token that did not arrive',
      'TOKEN_REJECTED',
      /proxy/,
      () =>
        problemOf(401, detail('Authentication credentials were not provided.')),
    ],
    [
      'a token of another organization',
      'TOKEN_REJECTED',
      /another organization/,
      () => problemOf(401, detail('Unauthorized organization access.')),
    ],
    [
      "GlitchTip's 401",
      'TOKEN_REJECTED',
      /does not know it/,
      () => problemOf(401, detail('Unauthorized')),
    ],
    [
      'single sign-on',
      'SSO_REQUIRED',
      /single sign-on/,
      () =>
        problemOf(
          401,
          detail({
            code: 'sso-required',
            message: 'Must login via SSO',
            extra: { loginUrl: '/auth/login/acme/' },
          }),
        ),
    ],
    [
      'a second factor',
      'SSO_REQUIRED',
      /two-factor authentication/,
      () => problemOf(401, detail({ code: '2fa-required', message: 'x' })),
    ],
    [
      'a login that was too long ago',
      'SSO_REQUIRED',
      /confirmed a short while ago/,
      () => problemOf(401, detail({ code: 'sudo-required', message: 'x' })),
    ],
    [
      'an API key that is none',
      'TOKEN_REJECTED',
      /does not know it/,
      () => problemOf(401, detail('API key is not valid')),
    ],
    [
      'an organization token that is none',
      'TOKEN_REJECTED',
      /does not know it/,
      () => problemOf(401, detail('Invalid org token')),
    ],
    [
      'an organization of others, where a missing scope would be named',
      'SCOPE_MISSING',
      /: its owner is no member of the organization\./,
      () => problemOf(403, forbidden, { ...list, namesScopes: true }),
    ],
    [
      'projects of others, where a missing scope would be named',
      'SCOPE_MISSING',
      /: its owner has no access to a project asked for\./,
      () => problemOf(403, forbidden, { ...filtered, namesScopes: true }),
    ],
    [
      'a missing scope',
      'SCOPE_MISSING',
      /`event:admin`, `event:read`/,
      () =>
        problemOf(403, forbidden, filtered, {
          'www-authenticate':
            'Bearer error="insufficient_scope", scope="event:admin event:read"',
        }),
    ],
    [
      'a missing scope of an older server',
      'SCOPE_MISSING',
      /lacks a scope, or its owner is no member/,
      () => problemOf(403, forbidden),
    ],
    [
      'a list that an older server refuses without the reason',
      'SCOPE_MISSING',
      /lacks the scope `event:read`, or has lost access to a project/,
      () => problemOf(403, forbidden, { ...filtered, scope: 'event:read' }),
    ],
    [
      'environments that an older server refuses without the reason',
      'SCOPE_MISSING',
      /lacks the scope `project:read`, or has lost access/,
      () => problemOf(403, forbidden, { ...project, scope: 'project:read' }),
    ],
    [
      'a project that is looked for and not visible',
      'PROJECT_NOT_FOUND',
      /does not show project `shop-web`/,
      () => problemOf(403, forbidden, { ...project, sought: true }),
    ],
    [
      'an unknown project',
      'PROJECT_NOT_FOUND',
      /`shop-web`/,
      () => problemOf(404, gone, project),
    ],
    [
      'an unknown environment',
      'QUERY_INVALID',
      /environment `prod`, `stage`/,
      () => problemOf(404, gone, environments),
    ],
    [
      'an unknown organization',
      'ORGANIZATION_NOT_FOUND',
      /no organization `acme`/,
      () => problemOf(404, gone, filtered),
    ],
    ...[filtered, project, environments, { ...environments, issue: '1' }].map(
      (asked): [string, string, RegExp, () => unknown] => [
        'a 404 of the gateway, which says nothing',
        'ORGANIZATION_NOT_FOUND',
        /no organization `acme`/,
        () => problemOf(404, { kind: 'empty' }, asked),
      ],
    ),
    [
      'an event that is gone, which is no unknown environment',
      'ISSUE_NOT_FOUND',
      /^Sentry has no such event of the issue;/,
      () =>
        problemOf(
          404,
          detail(
            'Event not found. The event ID may be incorrect, or its age exceeded the retention period.',
          ),
          { ...environments, issue: '1', event: 'f'.repeat(32) },
        ),
    ],
    [
      'no event within the environments',
      'ISSUE_NOT_FOUND',
      /in the environments `prod`, `stage`/,
      () =>
        problemOf(404, detail('No matching event found. Try changing …'), {
          ...environments,
          issue: '1',
          event: 'latest',
        }),
    ],
    [
      'a page instead of a 404',
      'UPSTREAM_UNEXPECTED',
      /web page/,
      () => problemOf(404, html),
    ],
    [
      'a page of a proxy that denies',
      'UPSTREAM_UNEXPECTED',
      /web page/,
      () => problemOf(403, html),
    ],
    [
      'a login page',
      'UPSTREAM_UNEXPECTED',
      /web page/,
      () => problemOf(401, html),
    ],
    [
      'a withdrawn endpoint',
      'UPSTREAM_UNAVAILABLE',
      /replacement is \/api\/0\/new\//,
      () =>
        problemOf(410, json({ message: 'This API no longer exists.' }), list, {
          'x-sentry-replacement-endpoint': '/api/0/new/',
        }),
    ],
    [
      'a rate limit',
      'RATE_LIMITED',
      /rate limit is used up/,
      () =>
        problemOf(
          429,
          detail('You are attempting to use this endpoint too frequently.'),
        ),
    ],
    [
      'a rate limit as a page',
      'RATE_LIMITED',
      /rate limit is used up/,
      () => problemOf(429, html),
    ],
    [
      'a crash',
      'UPSTREAM_UNAVAILABLE',
      /returned an error \(500\)/,
      () => problemOf(500, json({ detail: 'Internal Error', errorId: 'x' })),
    ],
    [
      'a page of a gateway',
      'UPSTREAM_UNAVAILABLE',
      /returned an error \(502\)/,
      () => problemOf(502, html),
    ],
    [
      'a slow server',
      'UPSTREAM_TIMEOUT',
      /in time/,
      () => problemOf(408, { kind: 'empty' }),
    ],
    [
      'a status that Sentry does not use',
      'UPSTREAM_UNEXPECTED',
      /418/,
      () => problemOf(418, { kind: 'text' }),
    ],
  ])('turns %s into %s', (_, code, says, problem) => {
    expect(problem()).toEqual(
      expect.objectContaining({
        code,
        message: expect.stringMatching(says),
        action: expect.stringMatching(/\w/),
      }),
    );
  });

  describe('of a login that is missing', () => {
    const origin = 'https://sentry.example.com';
    const login = (loginUrl: unknown, subject: Partial<RequestSubject> = {}) =>
      problemOf(
        401,
        detail({ code: 'sso-required', message: 'x', extra: { loginUrl } }),
        { ...list, origin, ...subject },
      );

    it.each([
      ['/auth/login/acme/', '/auth/login/acme/'],
      ['/sentry/auth/login/acme/', '/sentry/auth/login/acme/'],
      [`${origin}/auth/login/acme/?next=x`, '/auth/login/acme/'],
      ['https://planted.example.org/auth/login/', '/auth/login/'],
      ['http://planted:secret@sentry.example.com/auth/login/', '/auth/login/'],
    ])(
      'links to the page that Sentry names as %s, on the server',
      (loginUrl, path) => {
        expect(login(loginUrl)).toMatchObject({
          documentation: `${origin}${path}`,
          action: expect.stringContaining(`sign in at ${origin}${path}`),
        });
      },
    );

    it('links to sentry.io from each of its regions', () => {
      const region = { origin: 'https://de.sentry.io' };
      expect(login('/auth/login/acme/', region).documentation).toBe(
        'https://sentry.io/auth/login/acme/',
      );
    });

    it.each([
      ['another page', '/auth/logout/'],
      ['what only starts so', '/auth/login/../../planted/'],
      ['no address', 'https://['],
      ['no text', 7],
    ])('does not link to %s', (_, loginUrl) => {
      const problem = login(loginUrl);
      expect(problem).not.toHaveProperty('documentation');
      expect(problem.action).toContain('sign in at sentry.example.com');
    });

    it('asks the user for it, whose own token it is', () => {
      expect(login('/auth/login/acme/', { tokenSource: 'user' })).toMatchObject(
        {
          message: expect.stringContaining('which you have not completed'),
          action: `Sign in at ${origin}/auth/login/acme/ that way once, and try again.`,
        },
      );
    });
  });

  it('marks only a list that is refused for a project', () => {
    const refusal = (
      status: number,
      body: JsonBody,
      subject: RequestSubject,
      headers: Record<string, string> = {},
    ) =>
      problemFromResponse(
        { status, body, headers: new Headers(headers), redact, now: 0 },
        subject,
      ).reason === 'project-access';
    expect(refusal(403, forbidden, filtered)).toBe(true);
    expect(refusal(403, forbidden, list)).toBe(false);
    expect(refusal(404, gone, filtered)).toBe(false);
    expect(refusal(403, html, filtered)).toBe(false);
    expect(
      refusal(403, forbidden, filtered, {
        'www-authenticate':
          'Bearer error="insufficient_scope", scope="event:read"',
      }),
    ).toBe(false);
    expect(
      refusal(
        403,
        detail('You cannot view events from multiple projects.'),
        filtered,
      ),
    ).toBe(false);
    expect(
      refusal(403, detail({ code: 'sso-required', message: 'x' }), filtered),
    ).toBe(false);
  });

  it('says when to ask again', () => {
    const { retryAfterSeconds } = problemOf(429, html, list, {
      'x-sentry-rate-limit-reset': '30',
    });
    expect(retryAfterSeconds).toBe(30);
  });

  it('names the project that a problem belongs to', () => {
    expect(problemOf(404, gone, project).project).toEqual({
      instance: 'default',
      organization: 'acme',
      project: 'shop-web',
    });
    expect(
      problemOf(403, forbidden, { ...list, projects: ['11'] }).project,
    ).toMatchObject({ project: '11' });
    expect(problemOf(403, forbidden, filtered).project).toBeUndefined();
  });

  it('names an unknown value of a filter, and values that Sentry knows', () => {
    const text =
      "Error parsing search query: Invalid value for \"is\" search, valid values are ['archived', 'for_review', 'new', 'regressed', 'resolved', 'unresolved']";
    const answer = (query?: string) =>
      problemOf(400, detail(text), { ...filtered, query });
    const message = (query?: string) => answer(query).message;
    const known =
      'for `is:`. Try unresolved, resolved, regressed, archived, for_review, new.';
    expect(message('is:unresolved is:nonsense level:error')).toBe(
      `Unknown value "nonsense" ${known}`,
    );
    expect(message()).toBe(`Unknown value ${known}`);
    expect(message('is:unresloved')).toBe(
      'Unknown value "unresloved" for `is:`. Did you mean `is:unresolved`?',
    );
    expect(answer('level:error !is:nonsense').invalid).toEqual({
      parameter: 'query',
      values: ['!is:nonsense'],
    });
    expect(answer('is:unresloved').invalid).toEqual({
      parameter: 'query',
      values: ['is:unresloved'],
      nearest: 'is:unresolved',
    });
    expect(answer().invalid).toEqual({ parameter: 'query' });
  });

  it('does not take a page that Sentry does not know for a wrong search', () => {
    expect(
      problemOf(400, detail('Invalid cursor parameter.'), filtered),
    ).toMatchObject({
      code: 'QUERY_INVALID',
      message: 'Sentry does not know this page of the list any more.',
      invalid: { parameter: 'cursor' },
    });
  });

  it('passes on in full what else Sentry says of a search, and ends between words where that is long', () => {
    const text = `Error parsing search query: ${"'value', ".repeat(30)}`.trim();
    expect(problemOf(400, detail(text)).message).toBe(
      `Sentry rejects the query: ${text}`,
    );
    expect(problemOf(400, detail(`${text} `.repeat(3))).message).toMatch(
      /'value',?…$/,
    );
  });

  it("passes Sentry's text on bounded, without tokens and e-mail addresses", () => {
    const { message } = problemOf(
      400,
      detail(
        `Invalid search by ada@example.com Bearer planted sntryu_planted ${'a1'.repeat(32)} ${'x '.repeat(1000)}`,
      ),
    );
    expect(message).toContain('Invalid search by');
    expect(message).not.toMatch(/ada@|planted|a1a1/);
    expect(message.length).toBeLessThan(600);
  });
});
