import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeApi } from '../../__testUtils__/fakes';
import { renderForUser } from '../../__testUtils__/render';
import { SentryPage } from './SentryPage';

describe('SentryPage', () => {
  beforeEach(() => window.history.replaceState(null, '', '/'));

  it('starts with the viewer’s issues, and keeps the chosen tab in the URL without the filters of another', async () => {
    window.history.replaceState(null, '', '/?query=level%3Aerror&sort=freq');
    renderForUser(<SentryPage />, { sentryApi: fakeApi() });
    expect(await screen.findByText('TypeError')).toBeVisible();

    await userEvent.click(screen.getByRole('tab', { name: 'Connection' }));

    expect(
      await screen.findByRole('heading', { name: 'Sentry instances' }),
    ).toBeVisible();
    expect(window.location.search).toBe('?view=connection');
  });

  it('opens the tab that a link names', async () => {
    window.history.replaceState(null, '', '/?view=teams');
    renderForUser(<SentryPage />, { sentryApi: fakeApi() });

    expect(await screen.findByRole('tab', { name: 'Teams' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    expect(await screen.findByRole('heading', { name: 'Teams' })).toBeVisible();
  });
});
