import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { row } from '../report';
import type { SmallHeapReply } from '../smallHeap';

const AT_ONCE = 5;
const HEAP_MB = 1024;
/** A little below what the client accepts. */
const BYTES = 5 * 1024 * 1024 - 100_000;

const issue = (id: string, more: object = {}) => ({
  id,
  shortId: `SERVICE-1-${id}`,
  title: 'TypeError: x is undefined',
  status: 'unresolved',
  level: 'error',
  count: '1',
  userCount: 1,
  project: { id: '1000', slug: 'service-1', name: 'service-1' },
  ...more,
});

/** What fills an issue's title, and every text of an event. */
const contents: Record<string, string> = {
  quotes: '"\\',
  addresses: 'someone.at.somewhere@mail.example.com ',
  almostAddresses: 'a@',
  credentials: 'Bearer abcdefghijklmnopqrstuvwxyz0123456789 ',
  urls: 'https://user:word@host.example.com/path?token=abcdef ',
  controls: '\u001b[31m\u202e',
};

/** A Sentry whose answers are as large as the client accepts. */
function answer(path: string, query: URLSearchParams): unknown {
  if (path.endsWith('/projects/')) {
    return [{ id: '1000', slug: 'service-1', name: 'service-1' }];
  }
  const events = /\/issues\/(\d)\d\/events\//.exec(path);
  if (events) {
    return largestEvent(Object.values(contents)[Number(events[1]) - 1]);
  }
  const one = /\/issues\/(\d\d)\/$/.exec(path);
  if (one) {
    return issue(one[1]);
  }
  if (path.endsWith('/issues/')) {
    const [name] = query.get('query')?.match(/quotes|[a-zA-Z]+$/) ?? [];
    const content = contents[name ?? ''];
    return content
      ? [issue('1', { metadata: { value: filled(content, BYTES) } })]
      : [];
  }
  return path.endsWith('/environments/') || path.endsWith('/releases/')
    ? []
    : {};
}

/** Half of it stack frames, half breadcrumbs. */
function largestEvent(content: string): unknown {
  const text = filled(content, 20_000);
  const frame = {
    filename: 'src/index.ts',
    function: text,
    lineNo: 1,
    inApp: true,
    context: [[1, text]],
  };
  const breadcrumb = { category: 'c', message: text, data: { a: text } };
  return {
    id: '1'.repeat(32),
    eventID: '1'.repeat(32),
    groupID: '1',
    title: 'TypeError',
    tags: [{ key: 'k', value: text }],
    entries: [
      {
        type: 'exception',
        data: {
          values: [
            {
              type: 'TypeError',
              value: text,
              stacktrace: { frames: filling(frame) },
            },
          ],
        },
      },
      { type: 'breadcrumbs', data: { values: filling(breadcrumb) } },
    ],
  };
}

function filling(value: unknown): unknown[] {
  const bytes = Buffer.byteLength(JSON.stringify(value));
  return Array(Math.floor((BYTES * 0.45) / bytes)).fill(value);
}

/** As much of the content as takes so many bytes of JSON. */
function filled(content: string, bytes: number): string {
  const each = Buffer.byteLength(JSON.stringify(content)) - 2;
  return content.repeat(Math.floor(bytes / each));
}

/** Five of the largest answers at once, for each kind of content, with little memory. */
export async function largestAnswers() {
  const sentry = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://h');
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer(pathname, searchParams)));
  });
  sentry.listen(0, '127.0.0.1');
  await once(sentry, 'listening');
  const { port } = sentry.address() as AddressInfo;
  const child = fork(join(__dirname, '../smallHeap.ts'), {
    execArgv: [...process.execArgv, `--max-old-space-size=${HEAP_MB}`],
  });
  let hasCrashed = false;
  const ended = once(child, 'exit').then(() => {
    hasCrashed = true;
  });
  const ask = async (message: object): Promise<SmallHeapReply> => {
    child.send(message);
    const [reply]: SmallHeapReply[] = await Promise.race([
      once(child, 'message'),
      ended.then(() => [{}]),
    ]);
    return reply;
  };
  const backend = await ask({ sentryUrl: `http://127.0.0.1:${port}` });
  const issues = `${backend.url}/api/sentry/entities/component/default/service-1/issues`;
  const get = (url: string) =>
    fetch(url, { headers: backend.headers }).then(
      async response => {
        const text = await response.text();
        // An answer without what Sentry sent would show nothing of its cost.
        return text.includes('TypeError') ? response.status : 404;
      },
      () => 0,
    );
  // What each process does once, such as learning the projects, is not measured.
  await get(issues);

  let longest = 0;
  const statuses = new Set<number>();
  for (const [index, name] of Object.keys(contents).entries()) {
    for (const url of [
      (i: number) => `${issues}?query=level:error+n${i}+${name}`,
      (i: number) => `${issues}/${index + 1}${i}`,
    ]) {
      const answers = await Promise.all(
        Array.from({ length: AT_ONCE }, (_, i) => get(url(i))),
      );
      answers.forEach(status => statuses.add(status));
      if (hasCrashed) {
        break;
      }
      const { stallMs = 0 } = await ask({});
      longest = Math.max(longest, stallMs);
    }
  }
  child.disconnect();
  sentry.close();
  const what = `${AT_ONCE} answers of 5 MB at once, ${HEAP_MB} MB of heap`;
  row(`${what}: crashes`, hasCrashed ? 1 : 0, '0');
  row('… answered with', [...statuses].join(', '), '200');
  row('… longest stall of the event loop, ms', longest.toFixed(0), '≤ 1000');
}
