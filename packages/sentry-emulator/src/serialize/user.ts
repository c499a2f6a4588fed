import { createdAt } from './dates';
import type { EmulatorUser } from '../types';

/** A user as Sentry shows users themselves. */
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
