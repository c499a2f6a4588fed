import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const PATH =
  /^\/([a-z][a-z0-9-]{0,49})\/([a-z0-9_-]+\/[a-z0-9_-]+)\/catalog-info\.yaml$/;

/**
 * Serves on loopback what the template of the demo registers, in place of a source host. The
 * address says what is in the file: the component's name, the organization and the project.
 *
 * @returns host and port
 */
export async function startDemoCatalog(): Promise<{ host: string }> {
  const server = createServer((req, res) => {
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
    server.listen(0, '127.0.0.1', () => resolve());
  });
  // It ends with the program.
  server.unref();
  const { port } = server.address() as AddressInfo;
  return { host: `127.0.0.1:${port}` };
}
