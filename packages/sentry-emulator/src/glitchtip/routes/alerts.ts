import { z } from 'zod';
import { scopes } from '../../webApi/auth';
import { answerList } from '../pagination';
import { unprocessable } from '../scope';
import type { ApiRoute } from '../../webApi/types';

const path = '/api/0/projects/:organization/:project/alerts/';

const alertSchema = z.object({
  name: z.string().max(255).default(''),
  timespanMinutes: z.number().int().nullish(),
  quantity: z.number().int().nullish(),
  uptime: z.boolean().default(false),
  alertRecipients: z
    .array(
      z.looseObject({
        recipientType: z.enum(['email', 'webhook', 'discord', 'googlechat']),
        url: z.string().default(''),
      }),
    )
    .default([]),
});

/** GlitchTip alerts on a number of events in a number of minutes. */
export const projectAlertsRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path,
  scopes: scopes.readProject,
  handle: (request, context) =>
    answerList(
      request,
      context,
      context.alerts.alerts(request.project),
      alert => ({ ...alert, id: Number(alert.id) }),
    ),
};

export const createProjectAlertRoute: ApiRoute = {
  kind: 'project',
  method: 'post',
  path,
  scopes: scopes.writeProject,
  handle: ({ body, project }, context) => {
    const read = alertSchema.safeParse(body);
    if (!read.success) {
      const [{ path: at, message }] = read.error.issues;
      throw unprocessable(
        ['body', 'payload', ...at.map(String)],
        'value_error',
        message,
      );
    }
    const alert = context.alerts.addAlert(project, read.data);
    return { status: 201, body: { ...alert, id: Number(alert.id) } };
  },
};
