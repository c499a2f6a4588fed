import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { startEmulator } from './emulator';
import { captureWithSdk } from './sdk/captureWithSdk';
import { call } from './__testUtils__/call';
import type { Emulator } from './types';

// Sentry's own description of its API is not part of this repository: the
// variable says where it lies, else it is looked for beside the repository.
const file =
  process.env.SENTRY_OPENAPI ??
  resolve(
    dirname(expect.getState().testPath ?? ''),
    '../../../../shared/reference/sentry-openapi.json',
  );

const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.looseObject({
      get: z
        .object({
          responses: z.looseObject({
            200: z.object({
              content: z.object({
                'application/json': z.object({ schema: z.looseObject({}) }),
              }),
            }),
          }),
        })
        .optional(),
    }),
  ),
});

const documentSchemaNode = z.looseObject({});

const organization = '/api/0/organizations/{organization_id_or_slug}/';
const project =
  '/api/0/projects/{organization_id_or_slug}/{project_id_or_slug}/';

/**
 * Fields that the document requires though Sentry sends them only on demand
 * (expand), or not to everybody: see the note on optional fields in the README.
 */
const overstated: Record<string, string[]> = {
  [`${organization}issues/`]: [
    'derivedData',
    'inbox',
    'integrationIssues',
    'latestEventHasAttachments',
    'matchingEventEnvironment',
    'matchingEventId',
    'owners',
    'sentryAppIssues',
    'sessionCount',
  ],
};

const describeWithDocument = existsSync(file) ? describe : describe.skip;

describeWithDocument(
  "answers have the shape of Sentry's OpenAPI document (skipped where the document is not present)",
  () => {
    let emulator: Emulator;
    let issueId: string;
    beforeAll(async () => {
      emulator = await startEmulator({ port: 0 });
      await captureWithSdk({
        dsn: emulator.dsn('acme', 'shop-web'),
        events: [
          {
            error: new TypeError('outer', { cause: new Error('inner') }),
            user: '7',
            release: 'shop-web@4.2.0',
            request: { method: 'GET', url: 'https://shop.example/?a=b' },
            breadcrumbs: [
              { category: 'http', message: 'GET /', secondsBefore: 1 },
            ],
          },
          { message: 'Something odd', level: 'warning' },
        ],
      });
      const { body } = await call(
        emulator,
        '/api/0/organizations/acme/issues/?query=TypeError',
      );
      issueId = body[0].id;
    });
    afterAll(() => emulator.close());

    it.each([
      ['/api/0/organizations/', ''],
      [organization, '?detailed=0'],
      [`${organization}projects/`, ''],
      [`${organization}environments/`, ''],
      [`${organization}issues/`, '?query=&statsPeriod=14d'],
      [`${organization}issues/`, '?query=level:error&groupStatsPeriod=auto'],
      [`${organization}issues/{issue_id}/`, ''],
      [`${organization}issues/{issue_id}/events/{event_id}/`, ''],
      [project, ''],
      [`${project}keys/`, ''],
      [`${project}environments/`, ''],
    ])('GET %s%s', async (path, query) => {
      const concrete = path
        .replace('{organization_id_or_slug}', 'acme')
        .replace('{project_id_or_slug}', 'shop-web')
        .replace('{issue_id}', issueId)
        .replace('{event_id}', 'latest');
      const { status, body } = await call(emulator, concrete + query);
      expect(status).toBe(200);
      const validate = validatorOf(path);
      validate(body);
      expect(validate.errors ?? []).toEqual([]);
    });
  },
);

function validatorOf(path: string): ValidateFunction {
  const document = documentSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const schema =
    document.paths[path].get?.responses[200].content['application/json'].schema;
  if (!schema) {
    throw new Error(`The document has no GET ${path}`);
  }
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  return ajv.compile(relax(schema, overstated[path] ?? []));
}

/** The schema without the demand for those fields, at whatever depth it is made. */
function relax(schema: object, optional: string[]): object {
  const text = JSON.stringify(schema, (key, value: unknown) =>
    key === 'required' && Array.isArray(value)
      ? value.filter(name => !optional.includes(String(name)))
      : value,
  );
  return documentSchemaNode.parse(JSON.parse(text));
}
