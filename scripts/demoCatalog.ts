import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';

const PATH =
  /^\/([a-z][a-z0-9-]{0,49})\/([a-z0-9_-]+\/[a-z0-9_-]+)\/catalog-info\.yaml$/;

/** A file that a test has put there, and may change. */
const FILE = /^\/files\/[a-z0-9-]{1,50}\/catalog-info\.yaml$/;

/**
 * Serves on loopback what the template of the demo registers, in place of a source host. The
 * address says what is in the file: the component's name, the organization and the project.
 *
 * @param port - 0 takes any free one
 * @returns host and port
 */
export async function startDemoCatalog(port = 0): Promise<{
  host: string;
}> {
  const files = new Map<string, string>();
  const server = createServer(async (req, res) => {
    if (FILE.test(req.url ?? '')) {
      if (req.method === 'PUT') {
        files.set(req.url ?? '', await text(req));
      }
      const file = files.get(req.url ?? '');
      res
        .writeHead(file === undefined ? 404 : 200, {
          'Content-Type': 'text/yaml',
        })
        .end(file);
      return;
    }
    const [, name, project] = PATH.exec(req.url ?? '') ?? [];
    if (!name) {
      res.writeHead(404).end();
      return;
    }
    res.writeHead(200, { 'Content-Type': 'text/yaml' }).end(
      JSON.stringify({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name,
          annotations: { 'sentry.io/project-slug': project },
        },
        spec: {
          type: 'service',
          lifecycle: 'experimental',
          owner: 'group:default/storefront',
          system: 'shop',
        },
      }),
    );
  });
  await new Promise<void>(resolve => {
    server.listen(port, '127.0.0.1', () => resolve());
  });
  // It ends with the program.
  server.unref();
  const address = server.address() as AddressInfo;
  return { host: `127.0.0.1:${address.port}` };
}
