import { serializeMember } from '../../serialize/member';
import { scopes } from '../auth';
import { answerPage } from '../pagination';
import type { ApiRoute } from '../types';

/** Members and open invitations. */
export const membersRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/members/',
  scopes: scopes.readMembers,
  handle: (request, context) =>
    answerPage(
      request,
      context,
      request.organization.members ?? [],
      serializeMember,
    ),
};
