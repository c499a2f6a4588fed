import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  components,
  makeEntity,
  makePage,
  makeSummary,
} from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import { renderForEntity } from '../../__testUtils__/render';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';
import { SentryIssuesCard } from './SentryIssuesCard';

// As where nothing can be loaded any more: offline, or after a deployment.
jest.mock('./trouble', () => {
  throw new Error('Loading chunk failed');
});
jest.mock('./aggregate', () => {
  throw new Error('Loading chunk failed');
});

describe('SentryIssuesCard, where no more code can be loaded', () => {
  it('says that Backstage can’t be reached, and comes back', async () => {
    const sentryApi = fakeApi();
    const failure = new SentryRequestException('unreachable', 'no');
    sentryApi.getSummary.mockRejectedValueOnce(failure);
    sentryApi.getIssues.mockRejectedValueOnce(failure);
    renderForEntity(<SentryIssuesCard />, { sentryApi });

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The Sentry issues could not be loaded.');
    expect(alert).toHaveTextContent(
      'There is no connection to the Backstage backend.',
    );

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('TypeError')).toBeVisible();
  });

  it('says what the backend says is wrong, and what to do', async () => {
    const sentryApi = fakeApi();
    sentryApi.getSummary.mockRejectedValue(
      new SentryProblemException({
        code: 'NOT_CONFIGURED',
        message: 'There is no token for Sentry.',
        action: 'Set sentry.token.',
      }),
    );
    renderForEntity(<SentryIssuesCard />, { sentryApi });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'There is no token for Sentry. Set sentry.token.',
    );
  });

  it('says that an answer is not whole', async () => {
    const sentryApi = fakeApi();
    sentryApi.getSummary.mockResolvedValue(
      makeSummary({
        problems: [{ code: 'RATE_LIMITED', message: 'Sentry wants a pause.' }],
      }),
    );
    renderForEntity(<SentryIssuesCard />, { sentryApi });

    expect(
      await screen.findByText('Some of the issues are missing'),
    ).toBeVisible();
    expect(screen.getByText('Sentry wants a pause.')).toBeVisible();
    expect(await screen.findByText('TypeError')).toBeVisible();
  });

  it('shows the issues of a system, and says what is missing beside them', async () => {
    const sentryApi = fakeApi();
    const [shop] = components;
    sentryApi.getIssues.mockResolvedValue(makePage({ entities: [shop] }));
    renderForEntity(<SentryIssuesCard />, {
      sentryApi,
      entity: makeEntity({}, 'System'),
    });

    expect(await screen.findByText('TypeError')).toBeVisible();
    expect(
      await screen.findByText('The issues by component could not be loaded.'),
    ).toBeVisible();
  });
});
