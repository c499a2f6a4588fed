import {
  analyticsApiRef,
  AnalyticsContext,
} from '@backstage/frontend-plugin-api';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { makePage, makeSummary } from './__testUtils__/data';
import { fakeApi } from './__testUtils__/fakes';
import { renderForEntity } from './__testUtils__/render';
import { useCaptureAct } from './analytics';
import { SentryIssuesCard } from './components/card/SentryIssuesCard';
import { SentryIssuesContent } from './components/tab/SentryIssuesContent';
import { ExternalLink } from './components/ui/links';

function Opener() {
  const capture = useCaptureAct();
  return (
    <button onClick={() => capture('open', 'issue', { from: 'tab' })}>
      Open
    </button>
  );
}

it('reports that a link to Sentry was followed, by mouse and by keyboard', async () => {
  const captureEvent = jest.fn();
  const warned = jest.spyOn(console, 'error');
  renderInTestApp(
    <ExternalLink href="https://sentry.example/1" opens="event">
      Open
    </ExternalLink>,
    { apis: [[analyticsApiRef, { captureEvent }]] },
  );
  const reports = () =>
    captureEvent.mock.calls.filter(
      ([{ action, subject }]) =>
        action === 'open-in-sentry' && subject === 'event',
    ).length;
  await userEvent.click(await screen.findByRole('link'));
  expect(reports()).toBe(1);
  screen.getByRole('link').focus();
  await userEvent.keyboard('{Enter}');
  expect(reports()).toBe(2);
  expect(warned).not.toHaveBeenCalledWith(
    expect.stringContaining('Unknown event handler'),
    expect.anything(),
    expect.anything(),
  );
});

it('reports no text of an issue or of a release, whatever is followed', async () => {
  const sentryApi = fakeApi();
  const { items } = makePage();
  sentryApi.getSummary.mockResolvedValue(
    makeSummary({
      release: {
        instance: 'default',
        organization: 'acme',
        projects: ['shop-web'],
        version: 'shop-web@4.2.0',
        shortVersion: '4.2.0',
        newIssues: 12,
      },
    }),
  );
  const analyticsApi = mockApis.analytics();
  renderForEntity(
    <>
      <SentryIssuesCard />
      <SentryIssuesContent />
    </>,
    { sentryApi, analyticsApi },
  );
  const [{ value = '', shortId = '', culprit = '' }] = items;
  await waitFor(() =>
    expect(
      screen.getAllByRole('link', { name: new RegExp(value) }),
    ).toHaveLength(2),
  );
  for (const link of screen.getAllByRole('link')) {
    fireEvent.click(link);
  }
  const reported = analyticsApi.getEvents();
  const said = JSON.stringify(
    reported.map(({ action, subject, attributes, value: number }) => ({
      // The app itself reports each address that is opened.
      ...(action !== 'navigate' && { action, subject, attributes, number }),
    })),
  );
  expect(said).toContain('"open-in-sentry"');
  for (const text of [value, shortId, culprit, '4.2.0']) {
    expect(said).not.toContain(text);
  }
});

describe('useCaptureAct', () => {
  it('reports an act with the extension that it was done in', async () => {
    const captureEvent = jest.fn();
    render(
      <TestApiProvider apis={[[analyticsApiRef, { captureEvent }]]}>
        <AnalyticsContext attributes={{ pluginId: 'sentry' }}>
          <Opener />
        </AnalyticsContext>
      </TestApiProvider>,
    );
    await userEvent.click(screen.getByRole('button'));
    expect(captureEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        action: 'open',
        subject: 'issue',
        attributes: { from: 'tab' },
        context: expect.objectContaining({ pluginId: 'sentry' }),
      }),
    );
  });
});
