import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  SentryIssuesPage,
  SentryIssuesQuery,
} from 'backstage-plugin-sentry-common';
import { makeIssue, makePage } from './data';
import type { fakeApi } from './fakes';

type FakeApi = ReturnType<typeof fakeApi>;

/** The query of the last list of issues. */
export function lastQuery(api: FakeApi): SentryIssuesQuery {
  return api.getIssues.mock.lastCall?.[1] ?? {};
}

/** Chooses an option of a filter. */
export async function chooseOption(label: string, option: string) {
  await userEvent.click(
    screen.getByRole('button', { name: new RegExp(`${label}$`) }),
  );
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

/** Answers the next requests for issues when the function that it returns is called. */
export function answerLater(sentryApi: FakeApi) {
  let answer: (page: SentryIssuesPage) => void = () => {};
  sentryApi.getIssues.mockReturnValue(
    new Promise(resolve => {
      answer = resolve;
    }),
  );
  return (page: SentryIssuesPage) => act(() => answer(page));
}

/** The page after the first. */
export const nextPage = (more: Partial<SentryIssuesPage> = {}) =>
  makePage({ items: [makeIssue({ id: '2', type: 'NextError' })], ...more });
