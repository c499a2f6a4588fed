import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { JsonObject, JsonValue } from '@backstage/types';
import Ajv from 'ajv/dist/2020';
import { readOpenApi } from '../schema/openApi';

const base = '/api/sentry';
const document = readOpenApi();
const ajv = new Ajv({ strict: false, validateFormats: false });
ajv.addSchema({ $id: 'openapi', ...closed(document) });
const paths = Object.keys(document.paths ?? {}).map(path => ({
  path,
  form: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
}));
let faults: string[] = [];

/** What was answered otherwise than the OpenAPI document says, since it was last asked. */
export function takeFaults(): string[] {
  const taken = faults;
  faults = [];
  return taken;
}

/** Holds every answer of a server against the OpenAPI document. */
export function watchAnswers(server: Pick<Server, 'prependListener'>): void {
  server.prependListener('request', watch);
}

function watch(request: IncomingMessage, response: ServerResponse): void {
  const [path] = (request.url ?? '').split('?');
  // Backstage serves the actions of plugins itself.
  if (!path.startsWith(`${base}/`) || path.includes('/.backstage/')) {
    return;
  }
  const chunks: Buffer[] = [];
  for (const method of ['write', 'end'] as const) {
    const send = response[method];
    response[method] = (...parameters: unknown[]) => {
      const [chunk] = parameters;
      if (typeof chunk === 'string' || chunk instanceof Uint8Array) {
        chunks.push(Buffer.from(chunk));
      }
      return Reflect.apply(send, response, parameters);
    };
  }
  response.once('finish', () => {
    const body = Buffer.concat(chunks);
    const fault = findFault(
      path.slice(base.length),
      (request.method ?? '').toLowerCase(),
      response.statusCode,
      response.getHeader('content-encoding') === 'gzip'
        ? gunzipSync(body)
        : body,
    );
    if (fault) {
      faults.push(`${request.method} ${path}: ${fault}`);
    }
  });
}

function findFault(
  path: string,
  method: string,
  status: number,
  body: Buffer,
): string | undefined {
  const text = body.toString('utf8');
  // Not modified; no such route.
  if (status === 304 || (status === 404 && !text)) {
    return undefined;
  }
  const known = paths.find(({ form }) => form.test(path))?.path ?? path;
  const schemaOf = (...pointer: string[]) =>
    ajv.getSchema(
      `openapi#/${[...pointer, 'content', 'application/json', 'schema']
        .map(part => encodeURIComponent(part.replaceAll('/', '~1')))
        .join('/')}`,
    );
  const validate =
    status < 400
      ? schemaOf('paths', known, method, 'responses', String(status))
      : schemaOf('components', 'responses', 'Failure');
  if (!validate) {
    return `${status} is not in the OpenAPI document`;
  }
  if (validate(JSON.parse(text))) {
    return undefined;
  }
  const [error] = validate.errors ?? [];
  return `${status} is not as the OpenAPI document says: ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`;
}

/** The document, without the freedom that answers may have more fields one day. */
function closed(schema: JsonObject): JsonObject {
  return {
    ...('properties' in schema && { additionalProperties: false }),
    ...Object.fromEntries(
      Object.entries(schema).map(([key, value]) => [key, closedValue(value)]),
    ),
  };
}

function closedValue(value: JsonValue | undefined): JsonValue | undefined {
  if (Array.isArray(value)) {
    return value.map(item => closedValue(item) ?? null);
  }
  return typeof value === 'object' && value !== null ? closed(value) : value;
}
