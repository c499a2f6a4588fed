import { createdAt } from './dates';
import type { Team } from '../directory';
import type { EmulatorToken } from '../types';

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
