import { randomBytes } from 'node:crypto';

export const projects = Array.from(
  { length: 200 },
  (_, i) => `service-${i + 1}`,
);

export const token = randomBytes(32).toString('hex');

/** An organization with all of them, and the token of the backend. */
export function world() {
  return {
    organizations: [
      {
        slug: 'bench',
        name: 'Bench',
        projects: projects.map((slug, i) => ({
          id: String(1000 + i),
          slug,
          name: slug,
          platform: 'node',
        })),
      },
    ],
    tokens: [
      {
        token,
        scopes: ['event:read', 'event:write', 'org:read', 'project:read'],
        organizations: ['bench'],
      },
    ],
  };
}

/** Each number is an issue of its own. */
export function failure(number: number): Error {
  return new TypeError(
    `Cannot read properties of undefined (reading 'field${number}')`,
  );
}
