import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { fakeApi } from '../../__testUtils__/fakeApi';
import { fakeAuth } from '../../__testUtils__/fakeAuth';
import { makePage, makeSummary } from '../../__testUtils__/data';
import { renderForEntity } from '../../__testUtils__/renderForEntity';
import { SentryProblemException } from '../../api';
import type { SentryAuthApi } from '../../auth';
import { sentryScopes } from '../../auth';
import { SentryIssuesCard } from '../SentryIssuesCard';
import { SentryIssuesContent } from '../SentryIssuesContent';

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
      screen.getByText('You are connected to another organization.'),
    ).toBeVisible();
    await userEvent.click(button);

    await waitFor(() => expect(popup).toHaveBeenCalledTimes(1));
    expect(signOut).toHaveBeenCalledTimes(1);
  });

  it('says calmly that nothing came of it', async () => {
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
      await screen.findByText('You were not connected. You can try again.'),
    ).toBeVisible();
  });

  it('offers nothing where users can’t connect', async () => {
    const sentryApi = apiFor(fakeAuth().authApi);
    renderForEntity(<SentryIssuesCard />, { sentryApi });

    expect(
      await screen.findByText('You are not connected to Sentry.'),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: /Connect/ }),
    ).not.toBeInTheDocument();
  });
});
