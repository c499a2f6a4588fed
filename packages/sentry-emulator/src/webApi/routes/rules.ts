import { z } from 'zod';
import { scopes } from '../auth';
import { choice, readBody, requiredText, SentryApiError } from '../http';
import { answerPage } from '../pagination';
import type { ApiContext, ApiRoute } from '../types';

const rulesPath = '/api/0/projects/:organization/:project/rules/';

/** Alerts of a server without the workflow engine; where there is one, they are gone. */
export const rulesRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: rulesPath,
  scopes: ['alerts:read', 'project:read', 'project:write', 'project:admin'],
  handle: (request, context) => {
    requireRules(context);
    return answerPage(
      request,
      context,
      context.alerts.alerts(request.project),
      rule => rule,
    );
  },
};

const ruleSchema = z.object({
  name: requiredText(256),
  actionMatch: choice(['all', 'any', 'none']),
  filterMatch: choice(['all', 'any', 'none']).nullish(),
  frequency: z
    .number('This field is required.')
    .min(5, 'Ensure this value is greater than or equal to 5.')
    .max(43_200, 'Ensure this value is less than or equal to 43200.'),
  environment: z.string().nullish(),
  owner: z.string().nullish(),
  conditions: z.array(z.looseObject({ id: z.string() })).default([]),
  filters: z.array(z.looseObject({ id: z.string() })).default([]),
  actions: z
    .array(
      z.looseObject({ id: z.string() }),
      'You must add an action for this alert to fire.',
    )
    .min(1, 'You must add an action for this alert to fire.'),
});

export const createRuleRoute: ApiRoute = {
  kind: 'project',
  method: 'post',
  path: rulesPath,
  scopes: scopes.writeRules,
  handle: ({ body, project }, context) => {
    requireRules(context);
    const rule = readBody(ruleSchema, body);
    const isSame = ({ name }: Record<string, unknown>) => name === rule.name;
    if (context.alerts.alerts(project).some(isSame)) {
      throw new SentryApiError(400, {
        name: ['This rule has the same name as another. Rename it.'],
      });
    }
    const created = context.alerts.addAlert(project, rule);
    return { status: 201, body: { ...created, projects: [project.slug] } };
  },
};

function requireRules({ dialect }: ApiContext): void {
  if (dialect.hasWorkflows) {
    throw new SentryApiError(410, { message: 'This API no longer exists.' });
  }
}
