import { z } from 'zod';
import { serializeKey } from '../../serialize/key';
import { scopes } from '../auth';
import { answerPage } from '../pagination';
import { optionalText, readBody } from '../readBody';
import type { ApiRoute } from '../types';

const path = '/api/0/projects/:organization/:project/keys/';

export const projectKeysRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path,
  scopes: scopes.readProject,
  handle: (request, context) => {
    const { project, query } = request;
    const keys =
      query.get('status') === 'inactive' ? [] : context.directory.keys(project);
    return answerPage(request, context, keys, key =>
      serializeKey(key, project, context),
    );
  },
};

/** Creates another key. Sentry invents a name where none is given. */
export const createProjectKeyRoute: ApiRoute = {
  kind: 'project',
  method: 'post',
  path,
  scopes: scopes.writeProject,
  handle: ({ body, project }, context) => {
    const { name = 'Quiet Heron' } = readBody(
      z.object({ name: optionalText(64) }),
      body,
    );
    const key = context.directory.addKey(project, name);
    return { status: 201, body: serializeKey(key, project, context) };
  },
};
