import { hour, oneDay, releaseDays } from './stories';
import { seededHex, type Emulator } from 'backstage-plugin-sentry-emulator';
import type { Program } from './programs';

const programsFolder = 'examples/programs';

/** Where the demo's entities have their source. */
const repository = {
  name: 'example/sentry-for-backstage',
  url: 'https://github.com/example/sentry-for-backstage',
  provider: 'integrations:github',
};

const authors = [
  { name: 'Ada Park', email: 'ada@example.com' },
  { name: 'Jonas Weber', email: 'jonas@example.com' },
];

const messages = [
  'Show amounts in the currency of the customer',
  'Read bodies once',
  'Refuse what the rules of the business forbid',
];

/** Adds a program's releases with their commits and deploys. */
export function addReleases(program: Program, emulator: Emulator): void {
  const { organization, project, versions, sources } = program;
  for (const [index, version] of versions.entries()) {
    const released = emulator.now() - releaseDays[index] * oneDay;
    emulator.addRelease(organization, {
      version: `${project}@${version}`,
      projects: [project],
      dateCreated: released - hour,
      dateReleased: released,
      commits: sources.map((source, number) => ({
        id: seededHex(emulator.seed, `${project} ${version} ${source}`, 40),
        message: messages[(index + number) % messages.length],
        repository,
        author: authors[(index + number) % authors.length],
        timestamp: released - (number + 2) * hour,
        files: [`${programsFolder}/${source}`],
      })),
      deploys: ['staging', 'production'].map((environment, number) => ({
        environment,
        dateStarted: released + number * hour,
        dateFinished: released + number * hour + hour / 12,
      })),
    });
  }
}
