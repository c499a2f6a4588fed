import type { UserEntity } from '@backstage/catalog-model';
import { defaultWorld } from 'backstage-plugin-sentry-emulator';
import { usePortal } from './__testUtils__/usePortal';

const ada = '501';
const jonas = '502';
const unconfirmed = '503';

function user(
  name: string,
  options: { email?: string; annotations?: Record<string, string> },
): UserEntity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: {
      name,
      namespace: 'default',
      annotations: options.annotations,
    },
    spec: { profile: { email: options.email }, memberOf: [] },
  };
}

/** One who gave Ada's address when signing up in Sentry, and never confirmed it. */
function worldWithImpostor() {
  const world = defaultWorld();
  world.users?.push({
    id: unconfirmed,
    name: 'Not Ada',
    email: 'ada@example.com',
    emailVerified: false,
    organizations: [],
  });
  return world;
}

const entities = [
  user('ada', { email: 'ada@example.com' }),
  user('jw', { annotations: { 'sentry.io/user-id': jonas } }),
];

describe('by e-mail address', () => {
  const world = usePortal({
    emulator: { world: worldWithImpostor() },
    entities,
    provider: {
      signIn: {
        resolvers: [{ resolver: 'emailMatchingUserEntityProfileEmail' }],
      },
    },
  });
  const ref = (answer: Awaited<ReturnType<typeof world.portal.connect>>) =>
    answer.response?.backstageIdentity?.identity.userEntityRef;

  it('finds the user entity with that address, at each refresh too', async () => {
    const { portal } = world;
    expect(ref(await portal.connect(ada))).toBe('user:default/ada');
    const { body } = await portal.refresh();
    expect(body.backstageIdentity?.identity.userEntityRef).toBe(
      'user:default/ada',
    );
  });

  it('lets nobody in with an address that is not confirmed', async () => {
    const { response, error } = await world.portal.connect(unconfirmed);
    expect(response).toBeUndefined();
    expect(error?.message).toContain('confirmed');
    expect(error?.message).not.toContain('@');
  });

  it('lets nobody in who has no user entity', async () => {
    const { response, error } = await world.portal.connect(jonas);
    expect(response).toBeUndefined();
    expect(error?.message).toContain('unable to resolve user identity');
  });
});

describe('by e-mail address of some domains', () => {
  const world = usePortal({
    entities,
    provider: {
      signIn: {
        resolvers: [
          {
            resolver: 'emailMatchingUserEntityProfileEmail',
            allowedDomains: ['sentry.test'],
          },
        ],
      },
    },
  });

  it('lets nobody in from another domain', async () => {
    const { response, error } = await world.portal.connect(ada);
    expect(response).toBeUndefined();
    expect(error?.message).toContain('not allowed');
    expect(error?.message).not.toContain('@');
  });
});

describe('by user id', () => {
  const world = usePortal({
    emulator: { world: worldWithImpostor() },
    entities,
    provider: {
      signIn: {
        resolvers: [{ resolver: 'userIdMatchingUserEntityAnnotation' }],
      },
    },
  });

  it('finds the user entity annotated with the id', async () => {
    const { response } = await world.portal.connect(jonas);
    expect(response?.backstageIdentity?.identity.userEntityRef).toBe(
      'user:default/jw',
    );
  });

  it.each([ada, unconfirmed])('does not look at addresses (%s)', async id => {
    const { response, error } = await world.portal.connect(id);
    expect(response).toBeUndefined();
    expect(error?.message).toContain('unable to resolve user identity');
  });
});

describe('by a common resolver of Backstage', () => {
  const world = usePortal({
    emulator: { world: worldWithImpostor() },
    entities,
    provider: {
      signIn: {
        resolvers: [{ resolver: 'emailLocalPartMatchingUserEntityName' }],
      },
    },
  });

  it('finds the user entity of that name', async () => {
    const { response } = await world.portal.connect(ada);
    expect(response?.backstageIdentity?.identity.userEntityRef).toBe(
      'user:default/ada',
    );
  });

  it('sees no address that is not confirmed', async () => {
    const { error } = await world.portal.connect(unconfirmed);
    expect(error?.message).toContain('does not contain an email');
  });
});
