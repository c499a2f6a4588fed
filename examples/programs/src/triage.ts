import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { z } from 'zod';
import type { Emulator } from 'backstage-plugin-sentry-emulator';

const issuesSchema = z.array(z.object({ id: z.string() }));

/** What the demo's people do in Sentry, through the Web API. */
export interface DemoTriage {
  findIssue(eventId: string): Promise<string>;
  update(issueId: string, change: object): Promise<void>;
  /** Ends the permission to write. */
  close(): void;
}

export function startTriage(
  emulator: Emulator,
  organization: string,
): DemoTriage {
  const token = randomBytes(32).toString('hex');
  const removeToken = emulator.addToken({
    token,
    scopes: ['event:read', 'event:write'],
    organizations: [organization],
    // Two weeks of people's work in a second.
    isUnlimited: true,
  });
  const issues = `${emulator.url}/api/0/organizations/${organization}/issues/`;
  return {
    findIssue: async eventId => {
      const answer = await call(
        'GET',
        `${issues}?query=${eventId}&project=-1`,
        token,
      );
      return issuesSchema.parse(answer)[0].id;
    },
    update: async (issueId, change) => {
      await call('PUT', `${issues}${issueId}/`, token, change);
    },
    close: removeToken,
  };
}

/** By `node:http`, as `fetch` is shut to tests. */
function call(
  method: string,
  url: string,
  token: string,
  body?: object,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const req = request(
      url,
      {
        method,
        headers: {
          Authorization: `Bearer ${token}`,
          ...(body && { 'Content-Type': 'application/json' }),
        },
      },
      res => {
        let text = '';
        res.setEncoding('utf8');
        res.on('data', chunk => {
          text += chunk;
        });
        res.on('end', () => {
          if (res.statusCode === 200) {
            resolve(JSON.parse(text));
          } else {
            reject(new Error(`${method} ${url} answered ${res.statusCode}`));
          }
        });
      },
    );
    req.on('error', reject);
    req.end(body && JSON.stringify(body));
  });
}
