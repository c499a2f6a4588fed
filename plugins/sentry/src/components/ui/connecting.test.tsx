import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { axe } from 'jest-axe';
import { fakeApi, fakeAuth } from '../../__testUtils__/fakes';
import { makePage, makeSummary } from '../../__testUtils__/data';
import { renderForEntity } from '../../__testUtils__/render';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';
import { type SentryAuthApi } from '../../auth/sentryAuth';
import { sentryScopes } from '../../auth/connection';
import { SentryIssuesCard } from '../card/SentryIssuesCard';
import { SentryIssuesContent } from '../tab/SentryIssuesContent';

const notConnected = {
  code: 'NOT_CONNECTED' as const,
  message: 'You are not connected to Sentry.',
  action: 'Choose Connect to Sentry.',
};

/** An API that answers only those who are connected. */
function apiFor(authApi: SentryAuthApi, message = notConnected.message) {
  const sentryApi = fakeApi();
  const guarded = async <T,>(answer: T) => {
    if (!(await authApi.getAccessToken(sentryScopes, { optional: true }))) {
      throw new SentryProblemException({ ...notConnected, message });
    }
    return answer;
  };
  sentryApi.getIssues.mockImplementation(() => guarded(makePage()));
  sentryApi.getSummary.mockImplementation(() => guarded(makeSummary()));
  return sentryApi;
}

describe.each([
  ['card', <SentryIssuesCard key="card" />],
  ['tab', <SentryIssuesContent key="tab" />],
])('a viewer of the %s', (_, element) => {
  beforeEach(() => window.history.replaceState(null, '', '/'));

  it('connects in place, by a click alone, and sees the issues', async () => {
    const { authApi, popup } = fakeAuth();
    const { container } = renderForEntity(element, {
      sentryApi: apiFor(authApi),
      authApi,
    });

    const button = await screen.findByRole('button', {
      name: 'Connect to Sentry',
    });
    expect(screen.getByRole('note')).toHaveTextContent('not connected');
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(popup).not.toHaveBeenCalled();
    expect(await axe(container)).toHaveNoViolations();

    await userEvent.click(button);
    expect(popup).toHaveBeenCalledTimes(1);
    expect(await screen.findByText('TypeError')).toBeVisible();
  });

  it('sees the issues gone after disconnecting', async () => {
    const { authApi } = fakeAuth({ isConnected: true });
    renderForEntity(element, { sentryApi: apiFor(authApi), authApi });
    expect(await screen.findByText('TypeError')).toBeVisible();

    await act(() => authApi.signOut());

    expect(screen.queryByText('TypeError')).not.toBeInTheDocument();
    expect(
      await screen.findByRole('button', { name: 'Connect to Sentry' }),
    ).toBeVisible();
  });
});

describe('a viewer whose token Sentry rejects', () => {
  const again = 'Choose Connect to Sentry again.';

  /** Connected, until Sentry changes its mind; the next connection is fine. */
  async function setup(problem: Partial<SentryProblem>) {
    const auth = fakeAuth({ isConnected: true });
    await auth.authApi.getAccessToken(sentryScopes);
    const signOut = jest.spyOn(auth.authApi, 'signOut');
    const sentryApi = fakeApi();
    const answer = async <T,>(good: T) => {
      if (auth.popup.mock.calls.length === 0) {
        throw new SentryProblemException({
          code: 'TOKEN_REJECTED',
          message: 'Sentry rejects your token: it has expired.',
          action: again,
          ...problem,
        });
      }
      return good;
    };
    sentryApi.getIssues.mockImplementation(() => answer(makePage()));
    sentryApi.getSummary.mockImplementation(() => answer(makeSummary()));
    return { ...auth, sentryApi, signOut };
  }

  it.each<[string, string, Partial<SentryProblem>]>([
    ['Connect again', 'no longer accepts', {}],
    ['Connect again', 'is not allowed to read', { code: 'SCOPE_MISSING' }],
    [
      'Connect again',
      'is not allowed to change',
      { code: 'SCOPE_MISSING', isChange: true },
    ],
    ['Connect another account', 'Another', { code: 'NOT_CONNECTED' }],
  ])(
    'reads why, chooses %s (%s), and sees the issues',
    async (name, title, problem) => {
      const { authApi, sentryApi, popup, signOut } = await setup(problem);
      renderForEntity(<SentryIssuesCard />, { sentryApi, authApi });

      const button = await screen.findByRole('button', { name });
      expect(screen.getByText(new RegExp(title))).toBeVisible();
      expect(screen.getByText(/it has expired/)).toBeVisible();
      expect(screen.getByText(/Choose Connect to Sentry again/)).toBeVisible();

      await userEvent.click(button);

      expect(await screen.findByText('TypeError')).toBeVisible();
      expect(signOut).toHaveBeenCalledTimes(1);
      expect(popup).toHaveBeenCalledTimes(1);
      expect(screen.getByRole('group', { name: 'Sentry' })).toHaveFocus();
    },
  );

  it('keeps the reason in sight while the window is open', async () => {
    const { authApi, sentryApi, popup } = await setup({});
    const session = await popup.getMockImplementation()?.();
    let close = (_session: typeof session) => {};
    popup.mockClear();
    popup.mockReturnValue(
      new Promise(resolve => {
        close = value => value && resolve(value);
      }),
    );
    sentryApi.getSummary.mockRejectedValueOnce(
      new SentryProblemException({
        code: 'TOKEN_REJECTED',
        message: 'It has expired.',
        action: again,
      }),
    );
    renderForEntity(<SentryIssuesCard />, { sentryApi, authApi });

    const button = await screen.findByRole('button', { name: 'Connect again' });
    await userEvent.click(button);
    await waitFor(() => expect(popup).toHaveBeenCalledTimes(1));

    expect(screen.getByText(/has expired/)).toBeVisible();
    expect(button).toHaveFocus();
    await act(async () => close(session));
    expect(await screen.findByText('TypeError')).toBeVisible();
  });

  it('no longer sees the issues of one account where connecting another fails', async () => {
    const { authApi, sentryApi, popup } = await setup({});
    sentryApi.getIssues.mockResolvedValue(
      makePage({
        problems: [
          { code: 'NOT_CONNECTED', message: 'You are connected to another.' },
        ],
      }),
    );
    popup.mockRejectedValue(new Error('popup was closed'));
    renderForEntity(<SentryIssuesContent />, { sentryApi, authApi });
    const button = await screen.findByRole('button', {
      name: 'Connect another account',
    });
    expect(screen.getByText('TypeError')).toBeVisible();
    sentryApi.getIssues.mockRejectedValue(
      new SentryProblemException(notConnected),
    );

    await userEvent.click(button);

    expect(
      await screen.findByText('You could not be connected. Try again.'),
    ).toBeVisible();
    expect(
      await screen.findByRole('button', { name: 'Connect to Sentry' }),
    ).toBeVisible();
    expect(screen.queryByText('TypeError')).not.toBeInTheDocument();
  });

  it('is not asked to connect again where Backstage’s own token is rejected', async () => {
    const { authApi, sentryApi } = await setup({
      action: 'The platform team creates a new token in Sentry.',
    });
    renderForEntity(<SentryIssuesCard />, { sentryApi, authApi });

    expect(
      await screen.findByText('Sentry rejects Backstage’s token'),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: /Connect/ })).toBeNull();
  });
});

describe('a viewer whose connection can’t be used', () => {
  it.each([
    ['sentry-unreachable', 'Sentry can’t be reached'],
    ['auth-unreachable', 'Your connection can’t be checked'],
  ] as const)(
    'tries again, rather than connects: %s',
    async (reason, title) => {
      const { authApi, popup } = fakeAuth({ isConnected: true });
      const sentryApi = fakeApi();
      sentryApi.getIssues.mockRejectedValueOnce(
        new SentryRequestException(reason, ''),
      );
      const { container } = renderForEntity(<SentryIssuesCard />, {
        sentryApi,
        authApi,
      });

      expect(await screen.findByText(title)).toBeVisible();
      expect(screen.queryByRole('button', { name: /Connect/ })).toBeNull();
      expect(await axe(container)).toHaveNoViolations();
      await userEvent.click(screen.getByRole('button', { name: 'Try again' }));

      expect(await screen.findByText('TypeError')).toBeVisible();
      expect(popup).not.toHaveBeenCalled();
    },
  );
});

describe('ConnectButton', () => {
  it('offers another account to those connected with the wrong one', async () => {
    const { authApi, popup } = fakeAuth({ isConnected: true });
    await authApi.getAccessToken(sentryScopes);
    const signOut = jest.spyOn(authApi, 'signOut');
    const sentryApi = fakeApi();
    sentryApi.getSummary.mockRejectedValue(
      new SentryProblemException({
        ...notConnected,
        message: 'You are connected to another organization.',
      }),
    );
    renderForEntity(<SentryIssuesCard />, { sentryApi, authApi });

    const button = await screen.findByRole('button', {
      name: 'Connect another account',
    });
    expect(
      screen.getByText(/^You are connected to another organization/),
    ).toBeVisible();
    await userEvent.click(button);

    await waitFor(() => expect(popup).toHaveBeenCalledTimes(1));
    expect(signOut).toHaveBeenCalledTimes(1);
  });

  it('says that connecting failed', async () => {
    const { authApi, popup } = fakeAuth();
    popup.mockRejectedValue(new Error('popup was closed'));
    renderForEntity(<SentryIssuesCard />, {
      sentryApi: apiFor(authApi),
      authApi,
    });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Connect to Sentry' }),
    );
    expect(
      await screen.findByText('You could not be connected. Try again.'),
    ).toBeVisible();
  });

  it('offers nothing where users can’t connect', async () => {
    const sentryApi = apiFor(fakeAuth().authApi);
    renderForEntity(<SentryIssuesCard />, { sentryApi });

    expect(
      await screen.findByText('You are not connected to Sentry'),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: /Connect/ }),
    ).not.toBeInTheDocument();
  });
});
