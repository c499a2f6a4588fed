import { indexSchema } from './organizations';

describe('indexSchema', () => {
  it.each([
    ['Ada', { id: '1', name: 'Ada' }],
    ['ada@example.com', { id: '1' }],
  ])('takes over the name of a user who is named %s', (name, expected) => {
    expect(indexSchema.parse({ user: { id: 1, name } }).user).toEqual(expected);
  });
});
