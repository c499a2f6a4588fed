import { SentryProblemError } from 'backstage-plugin-sentry-node';
import {
  authorized,
  bodyOf,
  entityServices,
} from '../__testUtils__/entityServices';
import {
  checkout,
  fakeClient,
  fakeSentry,
  shopWeb,
} from '../__testUtils__/fakeSentry';

function setup() {
  const client = fakeClient([shopWeb, checkout]);
  const services = entityServices(fakeSentry(client));
  const list = async (projects: string, own = {}) =>
    bodyOf(await services.environments.list(authorized(projects, own)));
  return { client, list };
}

describe('EnvironmentsService', () => {
  it('lists those of all projects in one call, with the defaults', async () => {
    const { client, list } = setup();
    client.listOrganizationEnvironments.mockResolvedValue([
      'staging',
      'production',
    ]);
    expect(
      await list('shop-web, checkout', { environments: ['production'] }),
    ).toMatchObject({
      items: [{ name: 'production' }, { name: 'staging' }],
      defaults: ['production'],
      problems: [],
    });
    expect(client.listOrganizationEnvironments.mock.calls).toEqual([
      ['acme', { project: ['11', '12'] }],
    ]);
    expect(client.listEnvironments).not.toHaveBeenCalled();
  });

  it('asks about one project alone, which tells nothing of the others', async () => {
    const { client, list } = setup();
    client.listEnvironments.mockResolvedValue(['production']);
    expect(await list('shop-web')).toMatchObject({
      items: [{ name: 'production' }],
    });
    expect(client.listEnvironments.mock.calls).toEqual([['acme', 'shop-web']]);
    expect(client.listOrganizationEnvironments).not.toHaveBeenCalled();
  });

  it('asks project by project where the token may not read the organization', async () => {
    const { client, list } = setup();
    client.listOrganizationEnvironments.mockRejectedValue(
      new SentryProblemError({ code: 'SCOPE_MISSING', message: 'org:read' }),
    );
    client.listEnvironments
      .mockResolvedValueOnce(['production', 'staging'])
      .mockResolvedValueOnce(['production', 'canary']);
    expect(await list('shop-web, checkout')).toMatchObject({
      items: [{ name: 'canary' }, { name: 'production' }, { name: 'staging' }],
      problems: [],
    });
  });
});
