import { releaseHealth } from './releases';

const web = { id: '1', slug: 'web', name: 'Web' };
const api = { id: '2', slug: 'api', name: 'API' };
const projects = [web, api].map(project => ({
  instance: 'default',
  organization: 'acme',
  ...project,
}));
const ofWeb = { project: '1', version: 'shop@2', ofProject: 10 };
const ofApi = { project: '2', version: 'shop@2', ofProject: 90 };

describe('the health of a release', () => {
  it('is absent where no project tells of its sessions', () => {
    const release = { version: 'shop@1', projects: ['web'] };
    const sessions = [{ ...ofWeb, sessions: 10 }];
    expect(releaseHealth(release, sessions, projects)).toBeUndefined();
  });

  it('is of the sessions in its own projects, whatever else has its version', () => {
    const release = { version: 'shop@2', projects: ['web'] };
    const sessions = [
      { ...ofWeb, sessions: 5 },
      { ...ofApi, sessions: 90 },
    ];
    expect(releaseHealth(release, sessions, projects)).toEqual({
      sessions: 5,
      adoption: 0.5,
    });
  });

  it('counts a project of its that nobody uses it in', () => {
    const release = { version: 'shop@2', projects: ['web', 'api'] };
    const sessions = [
      { ...ofWeb, sessions: 10 },
      { ...ofApi, version: 'shop@1', sessions: 90 },
    ];
    expect(releaseHealth(release, sessions, projects)).toMatchObject({
      adoption: 0.1,
    });
  });

  it('weighs the rates of several projects by what they are of', () => {
    const release = { version: 'shop@2', projects: ['web', 'api'] };
    const sessions = [
      { ...ofWeb, sessions: 10, users: 1, crashFreeSessions: 0 },
      {
        ...ofApi,
        sessions: 30,
        users: 3,
        crashFreeSessions: 1,
        crashFreeUsers: 0.5,
      },
    ];
    expect(releaseHealth(release, sessions, projects)).toEqual({
      sessions: 40,
      users: 4,
      crashFreeSessions: 0.75,
      crashFreeUsers: 0.5,
      adoption: 0.4,
    });
  });

  it('has no adoption where the sessions of a project are not told', () => {
    const release = { version: 'shop@2', projects: ['web'] };
    const sessions = [{ ...ofWeb, ofProject: undefined, sessions: 5 }];
    expect(releaseHealth(release, sessions, projects)).toEqual({ sessions: 5 });
  });

  it('is at most adopted by all, though sessions began between the two calls', () => {
    const release = { version: 'shop@2', projects: ['web'] };
    const sessions = [{ ...ofWeb, sessions: 12, ofProject: 10 }];
    expect(releaseHealth(release, sessions, projects)).toMatchObject({
      adoption: 1,
    });
  });
});
