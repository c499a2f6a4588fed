import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
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

const confidential = catalogConditions.hasLabel({
  label: 'example.com/confidential',
});

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
            const ref = user?.info.userEntityRef ?? '';
            if (
              ref === 'user:default/newcomer' &&
              isResourcePermission(permission, 'catalog-entity')
            ) {
              return createCatalogConditionalDecision(permission, {
                not: confidential,
              });
            }
            const isDenied = denied[ref]?.includes(permission.name);
            return {
              result: isDenied ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
            };
          },
        });
      },
    });
  },
});
