import {
  analyticsApiRef,
  AnalyticsContext,
} from '@backstage/frontend-plugin-api';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useCaptureAct } from './analytics';

function Opener() {
  const capture = useCaptureAct();
  return (
    <button onClick={() => capture('open', 'issue', { from: 'tab' })}>
      Open
    </button>
  );
}

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
