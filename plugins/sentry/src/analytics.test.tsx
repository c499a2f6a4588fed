import {
  analyticsApiRef,
  AnalyticsContext,
} from '@backstage/frontend-plugin-api';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useCaptureAct } from './analytics';
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
