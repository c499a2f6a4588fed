import { request } from 'node:http';

/** Posts by `node:http`, as `fetch` is shut to tests. */
export function post(options: {
  url: string;
  headers: Record<string, string>;
  body: string | Uint8Array;
}): Promise<{ statusCode: number }> {
  const { url, headers, body } = options;
  return new Promise((resolve, reject) => {
    const req = request(url, { method: 'POST', headers }, res => {
      res.resume();
      res.on('end', () => resolve({ statusCode: res.statusCode ?? 0 }));
    });
    req.on('error', reject);
    req.end(body);
  });
}
