import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { allowLoopbackFetch } from 'backstage-plugin-sentry-node/testUtils';
import { component, startPortal } from '../__testUtils__/startPortal';

allowLoopbackFetch();

const projects = [
  { id: '11', slug: 'shop-web', name: 'Shop web' },
  { id: '12', slug: 'checkout', name: 'Checkout' },
];

/** A Sentry whose plan lists the issues of one project at a time. */
function startSmallPlan(asked: string[][]): Promise<Server> {
  const server = createServer((req, res) => {
    const { pathname, searchParams } = new URL(req.url ?? '', 'http://sentry');
    const send = (status: number, body: unknown) => {
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(JSON.stringify(body));
    };
    if (pathname.endsWith('/projects/')) {
      return send(200, projects);
    }
    const ids = searchParams.getAll('project');
    asked.push(ids);
    return ids.length > 1
      ? send(400, {
          detail: 'You do not have the multi project stream feature enabled',
        })
      : send(200, [
          {
            id: `9${ids[0]}`,
            title: 'Error',
            count: '1',
            lastSeen: `2026-11-01T${ids[0]}:00:00Z`,
            project: projects.find(({ id }) => id === ids[0]),
          },
        ]);
  });
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

describe('a plan that lists one project at a time', () => {
  it('is asked project by project, and the lists are merged', async () => {
    const asked: string[][] = [];
    const server = await startSmallPlan(asked);
    try {
      // A server that listens on a port has such an address.
      const { port } = server.address() as AddressInfo;
      const portal = await startPortal({
        baseUrl: `http://127.0.0.1:${port}`,
        entities: [component('shop', 'shop-web, checkout')],
      });
      const { status, body } = await portal.get('shop', 'issues');
      expect(status).toBe(200);
      expect(body.problems).toEqual([]);
      expect(body.items.map(({ id }: { id: string }) => id)).toEqual([
        '912',
        '911',
      ]);
      await portal.get('shop', 'issues?sort=new');
      expect(asked).toEqual([['11', '12'], ['11'], ['12'], ['11'], ['12']]);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
