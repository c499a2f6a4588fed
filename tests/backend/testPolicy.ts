import { createBackendModule } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  sentryInstanceReadPermission,
  sentryIssueReadPermission,
  sentryIssueUpdatePermission,
} from 'backstage-plugin-sentry-common';

/** What these users may not do; everybody else may do everything. */
const denied: Record<string, string[]> = {
  'user:default/reader': [sentryIssueUpdatePermission.name],
  'user:default/stranger': [
    sentryIssueReadPermission.name,
    sentryIssueUpdatePermission.name,
    sentryInstanceReadPermission.name,
  ],
};

/** Lets the tests see the portal as people who may not do everything. */
export const testPolicy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'test-policy',
  register(reg) {
    reg.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy({
          async handle({ permission }, user) {
            const isDenied = denied[user?.info.userEntityRef ?? '']?.includes(
              permission.name,
            );
            return {
              result: isDenied ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
            };
          },
        });
      },
    });
  },
});
