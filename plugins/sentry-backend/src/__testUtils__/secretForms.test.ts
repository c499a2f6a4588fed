import { findSecrets } from './secretForms';

const token = 'Planted+secret/of~the-test_0123456789';
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('findSecrets', () => {
  it.each([
    token,
    `Authorization: Bearer ${token}`,
    token.slice(0, 20),
    token.slice(12),
    encodeURIComponent(token),
    base64(token),
    base64(`${token}:`),
    base64(`portal:${token}`),
    base64(`a:${token}`),
    Buffer.from(token).toString('base64url'),
    Buffer.from(token).toString('hex'),
    JSON.stringify({ [token]: 1 }),
  ])('finds a secret in %s', text => {
    expect(findSecrets(`before ${text} after`, { token })).toEqual(['token']);
  });

  it('finds none in other texts', () => {
    expect(findSecrets('Planted secret of the test', { token })).toEqual([]);
    expect(findSecrets(base64('portal:another secret'), { token })).toEqual([]);
  });
});
