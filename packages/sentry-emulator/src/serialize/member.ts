import { emailOf } from '../directory';
import { createdAt } from './dates';
import { serializeMemberUser } from './user';
import type { EmulatorMember } from '../types';

/** Members have ids of their own, so that nobody takes them for users'. */
const firstMemberId = 90_000;

/** A member of an organization, or an invitation to become one. */
export function serializeMember(
  member: EmulatorMember,
): Record<string, unknown> {
  const { pending = false, role = 'member' } = member;
  return {
    id: String(firstMemberId + Number(member.id)),
    email: emailOf(member),
    name: pending ? emailOf(member) : member.name,
    user: pending ? null : serializeMemberUser(member),
    orgRole: role,
    pending,
    expired: false,
    flags: {
      'idp:provisioned': false,
      'idp:role-restricted': false,
      'sso:linked': false,
      'sso:invalid': false,
      'member-limit:restricted': false,
      'partnership:restricted': false,
    },
    dateCreated: createdAt,
    inviteStatus: 'approved',
    inviterName: null,
  };
}
