import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { parse } from 'yaml';

/** The OpenAPI 3.1 document of the HTTP API. */
export function readOpenApi(): JsonObject {
  const file = resolvePackagePath(
    'backstage-plugin-sentry-backend',
    'src/schema/openapi.yaml',
  );
  return parse(readFileSync(file, 'utf8'));
}
