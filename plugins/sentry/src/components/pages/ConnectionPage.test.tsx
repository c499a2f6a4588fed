import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import type { SentryWebhookStatus } from 'backstage-plugin-sentry-common';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { pageApi } from '../../../dev/instances';
import { fakeApi, fakeAuth } from '../../__testUtils__/fakes';
import { withSentryAuth } from '../../__testUtils__/render';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';
import { sentryApiRef } from '../../api/SentryApi';
import { sentryAuthApiRef } from '../../auth/sentryAuth';
import { sentryScopes } from '../../auth/connection';
import { ConnectionPage } from './ConnectionPage';

const integration = {
  name: 'Portal',
  webhookUrl: 'https://gateway.example.com/s',
  resources: ['comment'],
  isAlertable: false,
};

async function setup(isConnected = false) {
  const sentryApi = fakeApi();
  const instances = await pageApi.getInstances();
  const organizations = await pageApi.getOrganizations();
  sentryApi.getInstances.mockResolvedValue(instances);
  sentryApi.getOrganizations.mockResolvedValue(organizations);
  const auth = fakeAuth({ isConnected });
  if (isConnected) {
    await auth.authApi.getAccessToken(sentryScopes);
  }
  const render = () =>
    renderInTestApp(<ConnectionPage />, {
      apis: [
        [sentryApiRef, sentryApi],
        [sentryAuthApiRef, auth.authApi],
      ],
      config: withSentryAuth,
    });
  return { sentryApi, render, ...auth };
}

const openDetails = (instance: HTMLElement) =>
  userEvent.click(within(instance).getByText(/^For the platform team/));

describe('ConnectionPage', () => {
  it('says of each instance in a sentence how it is doing, and the platform team what to do', async () => {
    const { render } = await setup();
    const { container } = render();

    const well = await screen.findByRole('region', { name: 'default' });
    const fact = (region: HTMLElement, name: string) => {
      const term = within(region)
        .getAllByRole('term')
        .find(({ textContent }) => textContent === name);
      return term?.nextElementSibling;
    };
    expect(within(well).getByText('Issues can be read')).toBeVisible();
    expect(within(well).getByText('Server')).not.toBeVisible();
    await openDetails(well);
    expect(within(well).getByText('Server')).toBeVisible();
    expect(fact(well, 'Server')).toHaveTextContent('Sentry 26.10.084 ms');
    expect(fact(well, 'Credential')).toHaveTextContent('Backstage’s token');
    expect(fact(well, 'Scopes')).toHaveTextContent('event:read, org:read');
    expect(fact(well, 'Unneeded scopes')).toHaveTextContent(
      'project:adminNothing here uses them',
    );
    expect(fact(well, 'Requests left')).toHaveTextContent(
      /^31 of 40Resets at \d/,
    );
    expect(fact(well, 'Webhooks')).toHaveTextContent(
      /^issue and commentLast received 2 minutes ago\.Settings in Sentry/,
    );
    expect(
      within(well).getByRole('link', { name: /^Settings in Sentry/ }),
    ).toHaveAttribute(
      'href',
      'https://acme.sentry.io/settings/developer-settings/backstage/',
    );
    expect(fact(well, 'Templates')).toHaveTextContent(
      'Can’t do everythingAdd to the token in scaffolder.sentry: team:write',
    );
    expect(fact(well, 'Missing scopes')).toBeUndefined();
    expect(fact(well, 'Encrypted')).toBeUndefined();
    expect(within(well).getByRole('meter')).toHaveAttribute('value', '31');

    const odd = screen.getByRole('region', { name: 'eu' });
    expect(
      within(odd).getByText('Backstage’s token is not allowed to read this'),
    ).toBeVisible();
    expect(within(odd).getByText(/Create a token with/)).not.toBeVisible();
    await openDetails(odd);
    expect(within(odd).getByText(/Create a token with/)).toBeVisible();
    expect(fact(odd, 'Encrypted')).toHaveTextContent(
      'NoTokens are sent unencrypted',
    );
    expect(fact(odd, 'Organization')).toHaveTextContent('Not found');
    expect(fact(odd, 'Missing scopes')).toHaveTextContent(
      'event:readAdd them to the token',
    );
    expect(fact(odd, 'Credential')).toHaveTextContent('viewer’s own');
    expect(fact(odd, 'Server')).toHaveTextContent('GlitchTip 5.1.1');
    expect(fact(odd, 'Webhooks')).toHaveTextContent('GlitchTip has none');
    const down = screen.getByRole('region', { name: 'down' });
    expect(within(down).getByText('Sentry can’t be reached')).toBeVisible();
    expect(await axe(container)).toHaveNoViolations();
  });

  it.each<[string, SentryWebhookStatus, string | RegExp, string | RegExp]>([
    [
      'off, calmly',
      { url: 'https://b.example.com/s', hasSecret: false, missing: ['secret'] },
      /^Off/,
      /^For the platform team$/,
    ],
    [
      'sent and refused',
      {
        url: 'https://b.example.com/s',
        hasSecret: false,
        integration,
        missing: ['secret'],
      },
      /^Not completeSet webhooks.clientSecret to the client secret of “Portal”/,
      /1 suggestion$/,
    ],
    [
      'sent elsewhere, without issues',
      {
        url: 'https://b.example.com/s',
        hasSecret: true,
        integration,
        missing: ['address', 'issue'],
        settingsLink: 'https://acme.sentry.io/settings/developer-settings/p/',
      },
      /“Portal” sends to https:\/\/gateway\.example\.com\/s, and nothing has arrived.*Subscribe “Portal”.*Settings in Sentry/,
      /1 suggestion$/,
    ],
    [
      'not visible to the token, calmly',
      {
        url: 'https://b.example.com/s',
        hasSecret: true,
        missing: [],
        problem: {
          code: 'SCOPE_MISSING',
          message: 'The token lacks the scope `org:read`.',
        },
      },
      /^Not checkedNone received yet\. The token lacks the scope org:read\./,
      /^For the platform team$/,
    ],
  ])('shows webhooks that are %s', async (_, webhooks, words, summary) => {
    const { render, sentryApi } = await setup();
    sentryApi.getInstances.mockResolvedValue({
      items: [
        {
          name: 'default',
          baseUrl: 'https://sentry.example.com',
          tls: true,
          credential: 'token',
          problems: [],
          webhooks,
        },
      ],
      fetchedAt: '',
    });
    render();

    const region = await screen.findByRole('region', { name: 'default' });
    expect(
      within(region).getByText(/^For the platform team/),
    ).toHaveTextContent(summary);
    await openDetails(region);
    const term = within(region).getByText('Webhooks');
    expect(term.nextElementSibling).toHaveTextContent(words);
  });

  it('says what went wrong lately, how often and when', async () => {
    const { render } = await setup();
    render();

    await openDetails(await screen.findByRole('region', { name: 'default' }));
    const lately = await screen.findByRole('list', { name: 'Recent problems' });
    const [often, once] = within(lately).getAllByRole('listitem');
    expect(often).toHaveTextContent(/did not answer in time.* · 12 times$/);
    expect(once).toHaveTextContent(/asked for a pause.* ago$/);
  });

  it.each([
    [13, 'Expires', /in 1[23] days\. Create a new token/],
    [-1, 'Expired', /day ago\. Create a new token/],
    [90, 'Expires', /in \d months$/],
  ])('shows a token that ends in %d days', async (days, label, words) => {
    const { render, sentryApi } = await setup();
    sentryApi.getInstances.mockResolvedValue({
      items: [
        {
          name: 'default',
          baseUrl: 'https://sentry.example.com',
          tls: true,
          credential: 'token',
          expiresAt: new Date(Date.now() + days * 86_400_000).toISOString(),
          problems: [],
        },
      ],
      fetchedAt: '',
    });
    render();

    await openDetails(await screen.findByRole('region', { name: 'default' }));
    const term = await screen.findByText(label);
    expect(term).toBeVisible();
    expect(term.nextElementSibling).toHaveTextContent(words);
  });

  it('says calmly who may see the instances', async () => {
    const { render, sentryApi } = await setup();
    sentryApi.getInstances.mockRejectedValue(
      new SentryRequestException('forbidden', 'no'),
    );
    render();

    expect(await screen.findByRole('note')).toHaveTextContent(
      'sentry.instance.read',
    );
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(screen.queryByRole('region', { name: 'default' })).toBeNull();
  });

  it('gives the lines to paste where nothing is configured', async () => {
    const { render, sentryApi } = await setup();
    sentryApi.getInstances.mockResolvedValue({ items: [], fetchedAt: '' });
    render();

    expect(
      await screen.findByRole('figure', { name: 'app-config.yaml' }),
    ).toHaveTextContent('token: ${SENTRY_TOKEN}');
  });

  it('asks the instances again', async () => {
    const { render, sentryApi } = await setup();
    render();
    await screen.findByRole('region', { name: 'default' });

    await userEvent.click(screen.getByRole('button', { name: 'Reload' }));
    expect(sentryApi.getInstances).toHaveBeenCalledTimes(2);
  });

  it('shows what the viewer’s connection reaches, each organization once, until they disconnect', async () => {
    const { render, sentryApi } = await setup(true);
    const { items, ...rest } = await pageApi.getOrganizations();
    sentryApi.getOrganizations.mockResolvedValue({
      ...rest,
      items: [...items, ...items.map(item => ({ ...item, instance: 'eu' }))],
    });
    render();

    expect(
      await screen.findByText('You have access to Acme and Acme Labs.'),
    ).toBeVisible();
    expect(await screen.findByText('Connected as Ada.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Disconnect' }));

    expect(
      await screen.findByRole('button', { name: 'Connect to Sentry' }),
    ).toBeVisible();
    expect(screen.queryByText(/Acme and Acme Labs/)).toBeNull();
  });

  it('shows what a new connection reaches, without a reload', async () => {
    const { render, sentryApi } = await setup();
    sentryApi.getOrganizations.mockRejectedValueOnce(
      new SentryProblemException({
        code: 'NOT_CONNECTED',
        message: 'You are not connected to Sentry.',
      }),
    );
    render();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Connect to Sentry' }),
    );

    expect(await screen.findByText(/Acme and Acme Labs/)).toBeVisible();
    expect(await screen.findByText('Connected as Ada.')).toBeVisible();
    expect(screen.queryByText(/not connected/)).toBeNull();
    expect(sentryApi.getInstances).toHaveBeenCalledTimes(2);
  });

  it('says once that the viewer is not connected, however many instances need it', async () => {
    const { render, sentryApi } = await setup();
    const notConnected = {
      code: 'NOT_CONNECTED' as const,
      message: 'You are not connected to Sentry.',
      action: 'Choose Connect to Sentry.',
    };
    sentryApi.getOrganizations.mockRejectedValue(
      new SentryProblemException(notConnected),
    );
    sentryApi.getInstances.mockResolvedValue({
      items: [
        {
          name: 'personal',
          baseUrl: 'https://sentry.example.com',
          tls: true,
          credential: 'user',
          problems: [notConnected],
        },
      ],
      fetchedAt: '',
    });
    render();

    const personal = await screen.findByRole('region', { name: 'personal' });
    expect(personal).toHaveTextContent('Read with each viewer’s own account');
    expect(within(personal).queryByRole('button')).toBeNull();
    expect(
      await screen.findAllByText(/You are not connected to Sentry/),
    ).toHaveLength(1);
    expect(
      screen.getAllByRole('button', { name: 'Connect to Sentry' }),
    ).toHaveLength(1);
  });

  it('offers another account where the present one is not the right one', async () => {
    const { render, sentryApi, popup } = await setup(true);
    const organizations = await pageApi.getOrganizations();
    sentryApi.getOrganizations.mockImplementation(async () => {
      if (popup.mock.calls.length === 0) {
        throw new SentryProblemException({
          code: 'NOT_CONNECTED',
          message: 'You are connected to a different Sentry account.',
          action: 'Choose Connect to Sentry again.',
        });
      }
      return organizations;
    });
    render();

    await userEvent.click(
      await screen.findByRole('button', { name: 'Connect another account' }),
    );

    expect(await screen.findByText(/Acme and Acme Labs/)).toBeVisible();
    expect(
      screen.getByRole('group', { name: 'Your connection' }),
    ).toHaveFocus();
  });

  it('says that nobody could be asked, rather than to connect', async () => {
    const { render, sentryApi } = await setup();
    sentryApi.getOrganizations.mockRejectedValueOnce(
      new SentryRequestException('sentry-unreachable', ''),
    );
    render();

    expect(
      await screen.findByText(/Your connection to Sentry could not be used/),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Connect/ })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('button', { name: 'Connect to Sentry' }),
    ).toBeVisible();
  });

  it('offers to connect again where an instance rejects the viewer’s token', async () => {
    const { render, sentryApi, popup } = await setup(true);
    sentryApi.getInstances.mockResolvedValue({
      items: [
        {
          name: 'own',
          baseUrl: 'https://sentry.example.com',
          tls: true,
          credential: 'user',
          problems: [
            {
              code: 'TOKEN_REJECTED',
              message: 'It has expired.',
              action: 'Choose Connect to Sentry again.',
            },
          ],
        },
      ],
      fetchedAt: '',
    });
    render();

    const own = await screen.findByRole('region', { name: 'own' });
    await userEvent.click(
      within(own).getByRole('button', { name: 'Connect again' }),
    );
    await waitFor(() => expect(popup).toHaveBeenCalledTimes(1));
    await waitFor(() =>
      expect(sentryApi.getInstances).toHaveBeenCalledTimes(2),
    );
  });
});
