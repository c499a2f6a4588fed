import { readdirSync, readFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
};

/** A portal as a browser sees it. */
export interface ServedApp {
  url: string;
  /** How many bytes a script is, gzipped; 0 for other addresses. */
  scriptBytes(url: string): number;
  stop(): void;
}

/**
 * Serves a built app gzipped, with the headers of Backstage's app backend, and passes
 * `/api` to a backend: one origin, as in a deployment.
 */
export async function serveApp(options: {
  dist: string;
  port: number;
  backendUrl: string;
}): Promise<ServedApp> {
  const { dist, port, backendUrl } = options;
  const files = new Map(
    readdirSync(dist, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && types[extname(entry.name)])
      .map(entry => {
        const path = join(entry.parentPath, entry.name);
        const content = readFileSync(path);
        return [
          path.slice(dist.length),
          gzipSync(entry.name === 'index.html' ? withConfig(content) : content),
        ];
      }),
  );
  const server = createServer((req, res) => {
    const path = new URL(req.url ?? '/', 'http://localhost').pathname;
    if (path.startsWith('/api/')) {
      const { method, headers } = req;
      const passed = request(
        `${backendUrl}${req.url}`,
        { method, headers },
        answer => {
          res.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(res);
        },
      );
      passed.on('error', () => res.destroy());
      req.pipe(passed);
      return;
    }
    const name = files.has(path) ? path : '/index.html';
    res.writeHead(200, {
      'content-type': types[extname(name)],
      'content-encoding': 'gzip',
      'cache-control': name.startsWith('/static/')
        ? 'public, max-age=1209600'
        : 'no-store, max-age=0',
    });
    res.end(files.get(name));
  });
  await listen(server, port);
  return {
    url: `http://localhost:${port}`,
    scriptBytes(url) {
      const { pathname } = new URL(url);
      return pathname.endsWith('.js') ? (files.get(pathname)?.length ?? 0) : 0;
    },
    stop: () => server.close(),
  };
}

/** Adds what the community plugin reads, as the app backend adds config. */
function withConfig(page: Buffer): string {
  const config = {
    context: 'bench',
    data: { sentry: { organization: 'bench' } },
  };
  return String(page).replace(
    '<script type="backstage.io/config">[',
    start => `${start}${JSON.stringify(config)},`,
  );
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', resolve);
  });
}
