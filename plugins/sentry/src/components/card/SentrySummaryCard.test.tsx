import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { makeEntity, makeSummary } from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import { renderForEntity } from '../../__testUtils__/render';
import { SentryProblemException } from '../../api/errors';
import { SentryIssuesCard } from './SentryIssuesCard';
import { SentrySummaryCard } from './SentrySummaryCard';

describe('SentrySummaryCard', () => {
  it('says how bad it is, and leads to the issues', async () => {
    const sentryApi = fakeApi();
    sentryApi.getSummary.mockResolvedValue(
      makeSummary({ unresolved: 42, capped: [], statsPeriod: '7d' }),
    );
    const { container } = renderForEntity(
      <SentrySummaryCard statsPeriod="7d" />,
      { sentryApi },
    );

    expect(
      await screen.findByRole('link', { name: '3 regressed' }),
    ).toHaveAttribute(
      'href',
      '/sentry?query=is%3Aunresolved+is%3Aregressed&statsPeriod=7d',
    );
    expect(screen.getByText('1.3K events in the last 14 days')).toBeVisible();
    expect(screen.getByRole('link', { name: 'All 42 issues' })).toHaveAttribute(
      'href',
      '/sentry?statsPeriod=7d',
    );
    expect(await axe(container)).toHaveNoViolations();
  });

  it('asks nothing that the full card asks', async () => {
    const sentryApi = fakeApi();
    renderForEntity(
      <>
        <SentrySummaryCard />
        <SentryIssuesCard />
      </>,
      { sentryApi },
    );

    await waitFor(() =>
      expect(screen.getAllByText('3 regressed')).toHaveLength(2),
    );
    expect(sentryApi.getSummary).toHaveBeenCalledTimes(1);
    expect(sentryApi.getIssues).toHaveBeenCalledTimes(1);
  });

  it('says what is wrong in a sentence, and comes back', async () => {
    const sentryApi = fakeApi();
    sentryApi.getSummary.mockRejectedValueOnce(
      new SentryProblemException({
        code: 'UPSTREAM_UNAVAILABLE',
        message: 'Sentry returned an error (503).',
      }),
    );
    renderForEntity(<SentrySummaryCard />, { sentryApi });

    expect(await screen.findByText('Sentry can’t be reached')).toBeVisible();
    expect(screen.queryByText(/503/)).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('3 regressed')).toBeVisible();
  });

  it('is not there for an entity without a project', async () => {
    const sentryApi = fakeApi();
    renderForEntity(
      <>
        <SentrySummaryCard />
        <p>Below</p>
      </>,
      { sentryApi, entity: makeEntity({}) },
    );

    expect(await screen.findByText('Below')).toBeVisible();
    expect(screen.queryByText('Sentry')).toBeNull();
    expect(sentryApi.getSummary).not.toHaveBeenCalled();
  });
});
