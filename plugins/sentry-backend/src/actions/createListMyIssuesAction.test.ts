import { mockCredentials } from '@backstage/backend-test-utils';
import { startAgentPortal } from '../__testUtils__/agentPortal';
import { manyProjects } from '../__testUtils__/manyProjects';
import {
  fillProjects,
  ownedEntities,
  userGroups,
} from '../__testUtils__/minePortal';
import { useEmulator } from '../__testUtils__/useEmulator';
import { ada } from '../__testUtils__/userPortal';

const emulator = useEmulator(fillProjects, manyProjects);
const asAda = mockCredentials.user.header(ada.who);
const start = () =>
  startAgentPortal({
    emulator: emulator(),
    entities: ownedEntities,
    sentry: { instances: [] },
    features: [userGroups],
  });

describe('list-my-issues', () => {
  it('lists the issues of what the user and their groups own, and says which entities these are of', async () => {
    const portal = await start();
    const { output, error } = await portal.invoke(
      'list-my-issues',
      { relation: 'owned' },
      asAda,
    );
    expect(error).toBe('');
    expect(output.issues.map(({ project }) => project).sort()).toEqual([
      'acme-0',
      'acme-0',
      'acme-2',
      'acme-2',
      'acme-labs-0',
      'acme-labs-0',
    ]);
    expect(output).toMatchObject({
      entities: expect.arrayContaining([
        { ref: 'component:default/of-team', projects: 'acme-0' },
        { ref: 'component:default/of-ada', projects: 'acme-labs-0' },
      ]),
    });
    expect(JSON.stringify(output)).not.toContain('of-others');
  });

  it('says how one comes to own something', async () => {
    const portal = await startAgentPortal({ emulator: emulator() });
    const { error } = await portal.invoke('list-my-issues', {
      relation: 'owned',
    });
    expect(error).toMatch(
      /^NotFoundError: \[ANNOTATION_MISSING\] You and your groups own no entity .*spec\.owner/,
    );
  });
});
