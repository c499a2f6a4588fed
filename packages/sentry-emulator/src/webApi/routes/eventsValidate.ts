import { SentryApiError } from '../errors';
import { readProjects } from '../scope';
import { scopes } from '../auth';
import { readDataset } from './selectEvents';
import type { ApiAnswer, ApiRoute } from '../types';

interface Validity {
  readonly name: string;
  readonly valid: boolean;
  readonly error: string | null;
}

/**
 * `events/validate/`: checks a request to `events/`. Sentry does not check the dataset of
 * errors; of spans and logs the emulator knows no attributes.
 */
export const eventsValidateRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/events/validate/',
  scopes: scopes.readOrganization,
  handle: (request, context) => {
    const { query, organization } = request;
    if (readProjects(query, organization, context).length === 0) {
      return answer({
        projects: [
          {
            valid: false,
            error: 'At least one valid project is required to query',
          },
        ],
      });
    }
    const name = query.get('dataset') ?? 'discover';
    try {
      readDataset(query);
    } catch (error) {
      if (!(error instanceof SentryApiError)) {
        throw error;
      }
      const detail = 'Invalid dataset';
      return answer({ dataset: [{ name, valid: false, error: detail }] });
    }
    if (!['errors', 'discover'].includes(name)) {
      return answer({
        field: query.getAll('field').map(field => ({
          name: field,
          valid: false,
          attrType: null,
          error: 'Unknown attribute',
        })),
      });
    }
    return answer({
      dataset: [
        {
          name,
          valid: true,
          error:
            'This dataset is not compatible with the validate endpoint, your request may still be valid',
        },
      ],
    });
  },
};

function answer(parts: {
  projects?: Omit<Validity, 'name'>[];
  dataset?: Validity[];
  field?: (Validity & { attrType: string | null })[];
}): ApiAnswer {
  const { projects = [], dataset = [], field = [] } = parts;
  const valid = [...projects, ...dataset, ...field].every(part => part.valid);
  return {
    status: valid ? 200 : 400,
    body: {
      valid,
      projects,
      dataset,
      environment: [],
      field,
      orderby: [],
      query: { valid: true, error: null, fields: [] },
    },
  };
}
