import { tokenReplySchema, toProfile } from './schemas';

const user = { id: '1', emails: [] };

it.each([
  ['no address', { emails: [{ email: 'a@b.test', is_verified: true }] }, false],
  [
    'an address that is confirmed',
    {
      email: 'A@b.test',
      emails: [{ email: 'a@B.test', is_verified: true }],
    },
    true,
  ],
  [
    'another address that is confirmed',
    {
      email: 'a@b.test',
      emails: [
        { email: 'a@b.test', is_verified: false },
        { email: 'c@b.test', is_verified: true },
      ],
    },
    false,
  ],
  ['an address nothing is said of', { email: 'a@b.test' }, false],
])('a user with %s', (_name, fields, confirmed) => {
  expect(toProfile({ ...user, ...fields }).emailConfirmed).toBe(confirmed);
});

it('takes a token without an end to last 30 days', () => {
  const reply = tokenReplySchema.parse({
    access_token: 'a',
    refresh_token: 'r',
    expires_in: null,
    user: { id: 1, name: '', email: null },
  });
  expect(reply.expires_in).toBe(2_592_000);
  expect(reply.user).toEqual({ id: '1', emails: [] });
});
