import { createdAt } from './dates';
import { emailOf, type Directory, type Organization } from '../directory';
import type { EmulatorMember, EmulatorUser } from '../types';

const othersSee = {
  isSuspended: false,
  hasPasswordAuth: true,
  lastLogin: null,
  lastActive: null,
  isSuperuser: false,
  isStaff: false,
  experiments: {},
};

/** A user as Sentry shows users. */
export function serializeUser(user: EmulatorUser): Record<string, unknown> {
  return {
    id: user.id,
    name: user.name,
    username: user.email,
    email: user.email,
    avatarUrl: null,
    isActive: true,
    isManaged: false,
    has2fa: false,
    dateJoined: createdAt,
    emails: [
      {
        id: user.id,
        email: user.email,
        is_verified: user.emailVerified ?? true,
      },
    ],
    avatar: { avatarType: 'letter_avatar', avatarUuid: null, avatarUrl: null },
  };
}

/** Somebody of an organization, seen by others of it. */
export function serializePerson(
  id: string,
  organization: Organization,
  directory: Directory,
): Record<string, unknown> | null {
  const member = organization.members?.find(other => other.id === id);
  if (member) {
    return serializeMemberUser(member);
  }
  const user = directory.user(id);
  return user ? { ...othersSee, ...serializeUser(user), avatarUrl: '' } : null;
}

/** The user behind a member. */
export function serializeMemberUser(
  member: EmulatorMember,
): Record<string, unknown> {
  const { id, name, username } = member;
  const email = emailOf(member);
  return {
    ...othersSee,
    ...serializeUser({ id, name, email, organizations: [] }),
    username,
    avatarUrl: '',
  };
}
