import { createdAt } from './dates';
import type { Organization } from '../directory';
import type { ApiContext } from '../webApi/types';

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
    allowMemberProjectCreation: true,
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
