import { isResourcePermission } from '@backstage/plugin-permission-common';
import {
  sentryInstanceReadPermission,
  sentryIssueReadPermission,
  sentryIssueUpdatePermission,
  sentryPermissions,
} from './permissions';

describe('permissions', () => {
  it.each([sentryIssueReadPermission, sentryIssueUpdatePermission])(
    'lets policies decide on $name by the catalog entity',
    permission => {
      expect(isResourcePermission(permission, 'catalog-entity')).toBe(true);
    },
  );

  it('are registered whole, under the documented names', () => {
    expect(sentryPermissions.map(({ name }) => name)).toEqual([
      'sentry.issue.read',
      'sentry.issue.update',
      'sentry.instance.read',
    ]);
    expect(sentryInstanceReadPermission.attributes.action).toBe('read');
  });
});
