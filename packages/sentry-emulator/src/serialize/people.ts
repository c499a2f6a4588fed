import {
  emailOf,
  type Organization,
  type Team,
  type Directory,
} from '../directory';
import { createdAt } from './series';
import type {
  EmulatorMember,
  EmulatorToken,
  EmulatorUser,
} from '../types/options';
import type { ApiContext } from '../webApi/types';

/** Members have ids of their own, which are not those of users. */
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

/** An organization as Sentry's lists have it. */
export function serializeOrganization(
  organization: Organization,
  context: ApiContext,
): Record<string, unknown> {
  return {
    id: organization.id,
    slug: organization.slug,
    status: { id: 'active', name: 'active' },
    name: organization.name,
    dateCreated: createdAt,
    isEarlyAdopter: false,
    require2FA: false,
    avatar: { avatarType: 'letter_avatar', avatarUuid: null },
    links: {
      organizationUrl: `${context.baseUrl}/organizations/${organization.slug}`,
      regionUrl: regionUrlOf(organization, context),
    },
    hasAuthProvider: false,
    allowMemberInvite: true,
    allowMemberProjectCreation: organization.memberProjectCreation ?? true,
    allowSuperuserAccess: false,
  };
}

/** The host an organization lives on: by default this one. Empty where there are no regions. */
export function regionUrlOf(
  organization: Organization,
  { dialect, baseUrl }: Pick<ApiContext, 'dialect' | 'baseUrl'>,
): string {
  return dialect.hasRegions ? (organization.regionUrl ?? baseUrl) : '';
}

/** A team as projects name it. */
export function serializeTeamReference({
  id,
  slug,
  name,
}: Team): Record<string, string> {
  return { id, slug, name };
}

export function serializeTeam(
  team: Team,
  token: EmulatorToken | undefined,
): Record<string, unknown> {
  const isMember = team.members.includes(token?.user ?? '');
  return {
    ...serializeTeamReference(team),
    dateCreated: createdAt,
    isMember,
    teamRole: isMember ? 'contributor' : null,
    flags: { 'idp:provisioned': false },
    access: token?.scopes ?? [],
    hasAccess: true,
    isPending: false,
    memberCount: team.members.length,
    avatar: { avatarType: 'letter_avatar', avatarUuid: null, avatarUrl: null },
  };
}

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

/** A member of an organization, as other members see them. */
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
function serializeMemberUser(member: EmulatorMember): Record<string, unknown> {
  const { id, name, username } = member;
  const email = emailOf(member);
  return {
    ...othersSee,
    ...serializeUser({ id, name, email, organizations: [] }),
    username,
    avatarUrl: '',
  };
}
