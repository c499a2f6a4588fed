import { createdAt } from './dates';
import type { Organization } from '../directory';
import type { ApiContext } from '../webApi/types';

/** An organization as Sentry's lists have it. The emulator is its own region. */
export function serializeOrganization(
  organization: Organization,
  { baseUrl }: ApiContext,
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
      organizationUrl: `${baseUrl}/organizations/${organization.slug}`,
      regionUrl: baseUrl,
    },
    hasAuthProvider: false,
    allowMemberInvite: true,
    allowMemberProjectCreation: true,
    allowSuperuserAccess: false,
  };
}
