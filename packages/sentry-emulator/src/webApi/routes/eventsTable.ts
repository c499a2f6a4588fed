import { sdkEventSchema } from '../../ingest/sdkEvent';
import { fieldReader } from '../../search/eventConditions';
import { SentryApiError } from '../http';
import { linkHeader, offsetPage, readCursor, readPerPage } from '../pagination';
import { scopes } from '../auth';
import { readDataset, selectEvents, type FoundEvent } from './events';
import type { ApiAnswer, ApiContext, ApiRoute } from '../types';

type Cell = string | number | null | readonly string[];
type Row = Record<string, Cell>;

/** Functions that aggregate events; Sentry has many more. */
const functions: Record<
  string,
  { type: string; of(events: readonly FoundEvent[], argument: string): Cell }
> = {
  count: { type: 'integer', of: events => events.length },
  count_unique: {
    type: 'integer',
    of: (events, argument) =>
      new Set(events.map(found => cellOf(argument, found)).filter(isKnown))
        .size,
  },
  last_seen: {
    type: 'date',
    of: events =>
      events.length === 0
        ? null
        : dateOf(Math.max(...events.map(({ event }) => event.timestamp))),
  },
};

/** Columns that are no fields of the search, or differ from them. */
const columns: Record<
  string,
  { type: string; of(found: FoundEvent): Cell | undefined }
> = {
  timestamp: { type: 'date', of: ({ event }) => dateOf(event.timestamp) },
  message: { type: 'string', of: ({ event }) => event.message || event.title },
  issue: { type: 'string', of: ({ issue }) => issue.shortId },
  'issue.id': { type: 'integer', of: ({ issue }) => Number(issue.id) },
  project: { type: 'string', of: ({ issue }) => issue.project.slug },
  'project.name': { type: 'string', of: ({ issue }) => issue.project.slug },
  'project.id': {
    type: 'integer',
    of: ({ issue }) => Number(issue.project.id),
  },
  'user.display': { type: 'string', of: displayName },
  trace: {
    type: 'string',
    of: ({ event }) => {
      const { contexts } = sdkEventSchema.parse(JSON.parse(event.payload));
      const id = contexts?.trace?.trace_id;
      return typeof id === 'string' ? id : undefined;
    },
  },
};

/**
 * `events/`: a row for each event of the window. With functions among the fields, a row
 * for each set of values of the other fields. An unknown column is a tag.
 */
export const eventsRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/events/',
  scopes: scopes.readOrganization,
  handle: (request, context) => {
    const { query } = request;
    const fields = query.getAll('field');
    if (fields.length === 0) {
      throw SentryApiError.badRequest('No columns selected');
    }
    for (const field of fields) {
      requireField(field);
    }
    const isPlain = !fields.some(readFunction);
    const { events } = selectEvents(request, context);
    const rows = isPlain
      ? events.map(found => ({
          ...plainRow(['id', 'project.name'], found),
          ...plainRow(fields, found),
        }))
      : groupedRows(fields, events);
    return answerTable(
      isPlain ? [...new Set([...fields, 'id', 'project.name'])] : fields,
      sortRows(rows, fields, query.getAll('sort')),
      request,
      context,
    );
  },
};

function answerTable(
  fields: readonly string[],
  rows: readonly Row[],
  request: Parameters<typeof linkHeader>[0],
  context: ApiContext,
): ApiAnswer {
  const { query } = request;
  const page = offsetPage(rows, readPerPage(query), readCursor(query));
  return {
    body: {
      data: page.items,
      meta: {
        fields: Object.fromEntries(fields.map(f => [f, typeOf(f)])),
        units: Object.fromEntries(fields.map(f => [f, null])),
        isMetricsData: false,
        dataset: readDataset(query),
      },
    },
    headers: linkHeader(request, context, page),
  };
}

function plainRow(fields: readonly string[], found: FoundEvent): Row {
  return Object.fromEntries(fields.map(field => [field, cellOf(field, found)]));
}

/** With functions alone there is one row, even without events. */
function groupedRows(
  fields: readonly string[],
  events: readonly FoundEvent[],
): Row[] {
  const keys = fields.filter(field => !readFunction(field));
  const groups = new Map<string, { row: Row; events: FoundEvent[] }>();
  if (keys.length === 0) {
    groups.set(JSON.stringify({}), { row: {}, events: [] });
  }
  for (const found of events) {
    const row = plainRow(keys, found);
    const name = JSON.stringify(row);
    const group = groups.get(name) ?? { row, events: [] };
    groups.set(name, group);
    group.events.push(found);
  }
  return [...groups.values()].map(group => ({
    ...group.row,
    ...Object.fromEntries(
      fields.flatMap(field => {
        const call = readFunction(field);
        return call ? [[field, call.of(group.events, call.argument)]] : [];
      }),
    ),
  }));
}

function sortRows(
  rows: readonly Row[],
  fields: readonly string[],
  sorts: readonly string[],
): Row[] {
  const orders = sorts.map(sort => {
    const name = sort.replace(/^-/, '');
    const field = fields.find(f => f === name || aliasOf(f) === name);
    if (field === undefined) {
      throw SentryApiError.badRequest(
        'Cannot sort by a field that is not selected.',
      );
    }
    return { field, sign: sort.startsWith('-') ? -1 : 1 };
  });
  return [...rows].sort((a, b) => {
    for (const { field, sign } of orders) {
      const [one, other] = [a[field] ?? '', b[field] ?? ''];
      if (one !== other) {
        return one < other ? -sign : sign;
      }
    }
    return 0;
  });
}

/** `count_unique(user)` can be sorted by `count_unique_user` too. */
function aliasOf(field: string): string {
  return field.replace(/\W+/g, '_').replace(/_$/, '');
}

function readFunction(field: string) {
  const [, name = '', argument = ''] = /^(\w+)\(([^()]*)\)$/.exec(field) ?? [];
  return Object.hasOwn(functions, name)
    ? { ...functions[name], argument }
    : undefined;
}

function requireField(field: string): void {
  if (/\(.*\)$/.test(field) && !readFunction(field)) {
    throw SentryApiError.badRequest(`${field} is not a valid function`);
  }
}

function typeOf(field: string): string {
  return (
    readFunction(field)?.type ??
    (Object.hasOwn(columns, field) ? columns[field].type : 'string')
  );
}

function cellOf(field: string, found: FoundEvent): Cell {
  if (Object.hasOwn(columns, field)) {
    return columns[field].of(found) ?? null;
  }
  const tag = /^tags\[(.+)\]$/.exec(field)?.[1];
  return (
    (tag === undefined
      ? fieldReader(field)(found.event)
      : found.event.tags[tag]) ?? null
  );
}

function displayName({ event }: FoundEvent): string | undefined {
  const { user } = sdkEventSchema.parse(JSON.parse(event.payload));
  return (
    user?.email || user?.username || user?.id || user?.ip_address || undefined
  );
}

function isKnown(cell: Cell): boolean {
  return cell !== null;
}

/** This endpoint writes `+00:00` and no milliseconds. */
function dateOf(time: number): string {
  return new Date(time).toISOString().replace(/(\.\d+)?Z$/, '+00:00');
}
