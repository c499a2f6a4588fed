import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { startEmulator } from './emulator';
import { captureEventMatrix } from './matrix/captureEventMatrix';
import { captureSessions } from './sdk/captureSessions';
import { captureWithSdk } from './sdk/captureWithSdk';
import { addUserToken, put } from './__testUtils__/api';
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

const operationSchema = z.object({
  responses: z.looseObject({
    200: z.object({
      content: z.object({
        'application/json': z.object({ schema: z.looseObject({}) }),
      }),
    }),
  }),
});

const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.looseObject({
      get: operationSchema.optional(),
      put: operationSchema.optional(),
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
    const issues = new Map<string, string>();
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
      emulator.addRelease('acme', {
        version: 'shop-web@4.2.0',
        projects: ['shop-web'],
        commits: [
          {
            id: 'c0ffee',
            message: 'Fix the cart',
            repository: 'acme/shop',
            author: { name: 'Ada Park', email: 'ada@example.com' },
            timestamp: 0,
          },
        ],
        deploys: [{ environment: 'production' }],
      });
      emulator.linkIssue(issueId, {
        annotations: [{ displayName: 'GH-7', url: 'https://code.example/7' }],
        sentryAppIssues: [
          {
            id: '1',
            serviceType: 'tracker',
            displayName: 'TRACK-1',
            webUrl: 'https://tracker.example/1',
          },
        ],
      });
      await captureSessions({
        dsn: emulator.dsn('acme', 'shop-web'),
        sessions: [{ release: 'shop-web@4.2.0', user: '7', exited: 1 }],
      });
      const matrix = await captureEventMatrix({
        emulator,
        organization: 'acme',
        project: 'shop-web',
      });
      for (const [kind, event] of matrix) {
        issues.set(kind, event.issueId);
      }
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
      [`${organization}issues/{issue_id}/`, '?expand=inbox&collapse=tags'],
      [`${organization}issues/{issue_id}/events/`, ''],
      [`${organization}issues/{issue_id}/events/`, '?full=true'],
      [`${organization}issues/{issue_id}/events/{event_id}/`, ''],
      [`${organization}issues/{issue_id}/tags/{key}/`, ''],
      [`${organization}issues/{issue_id}/external-issues/`, ''],
      [`${organization}members/`, ''],
      [`${organization}releases/`, ''],
      [`${organization}releases/`, '?health=1'],
      [`${organization}releases/{version}/deploys/`, ''],
      [
        `${organization}sessions/`,
        '?field=sum(session)&field=crash_free_rate(session)&groupBy=release',
      ],
      [`${organization}tags/`, ''],
      [`${organization}teams/`, ''],
      [`${organization}teams/`, '?detailed=0'],
      [project, ''],
      [`${project}keys/`, ''],
      [`${project}environments/`, ''],
    ])('GET %s%s', async (path, query) => {
      const { status, body } = await call(
        emulator,
        concrete(path) + query,
        addUserToken(emulator, '501', 'member:read'),
      );
      expect(status).toBe(200);
      expect(errorsOf(path, 'get', body)).toEqual([]);
    });

    it.each([
      'node',
      'chained',
      'noFrames',
      'message',
      'attachments',
      'browser',
      'minified',
      'csp',
      'generic',
    ])('GET the issue and the event of kind %s', async kind => {
      const id = issues.get(kind) ?? '';
      for (const path of [
        `${organization}issues/{issue_id}/`,
        `${organization}issues/{issue_id}/events/{event_id}/`,
      ]) {
        const { body } = await call(emulator, concrete(path, id));
        expect(errorsOf(path, 'get', body)).toEqual([]);
      }
    });

    it.each([
      { status: 'resolvedInNextRelease', hasSeen: true },
      {
        status: 'resolved',
        statusDetails: {
          inCommit: { commit: 'c0ffee', repository: 'acme/shop' },
        },
      },
      {
        status: 'ignored',
        statusDetails: { ignoreDuration: 30, ignoreUserCount: 5 },
      },
      { status: 'unresolved', substatus: 'ongoing', inbox: false },
      { assignedTo: 'user:501', priority: 'low' },
    ])('PUT %j', async change => {
      const token = addUserToken(emulator, '502');
      const one = `${organization}issues/{issue_id}/`;
      const single = await put(emulator, concrete(one), change, token);
      expect(errorsOf(one, 'put', single.body)).toEqual([]);
      const several = `${organization}issues/`;
      const bulk = await put(
        emulator,
        `${concrete(several)}?id=${issueId}`,
        change,
        token,
      );
      expect(bulk.status).toBe(200);
      expect(errorsOf(several, 'put', bulk.body)).toEqual([]);
      const detail = await call(emulator, concrete(one));
      expect(errorsOf(one, 'get', detail.body)).toEqual([]);
    });

    function concrete(path: string, id: string = issueId): string {
      return path
        .replace('{organization_id_or_slug}', 'acme')
        .replace('{project_id_or_slug}', 'shop-web')
        .replace('{issue_id}', id)
        .replace('{event_id}', 'latest')
        .replace('{version}', 'shop-web%404.2.0')
        .replace('{key}', 'environment');
    }
  },
);

function errorsOf(
  path: string,
  method: 'get' | 'put',
  body: unknown,
): ValidateFunction['errors'] {
  const validate = validatorOf(path, method);
  validate(body);
  return validate.errors ?? [];
}

function validatorOf(path: string, method: 'get' | 'put'): ValidateFunction {
  const document = documentSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const schema =
    document.paths[path][method]?.responses[200].content['application/json']
      .schema;
  if (!schema) {
    throw new Error(`The document has no ${method} ${path}`);
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
