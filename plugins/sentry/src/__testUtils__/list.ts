import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { SentryIssuesQuery } from 'backstage-plugin-sentry-common';
import type { fakeApi } from './fakes';

/** The query of the last list of issues. */
export function lastQuery(api: ReturnType<typeof fakeApi>): SentryIssuesQuery {
  return api.getIssues.mock.lastCall?.[1] ?? {};
}

/** Chooses an option of a filter. */
export async function chooseOption(label: string, option: string) {
  await userEvent.click(
    screen.getByRole('button', { name: new RegExp(`${label}$`) }),
  );
  await userEvent.click(await screen.findByRole('option', { name: option }));
}
