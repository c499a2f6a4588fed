import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  sentryProblemCodes,
  type SentryProblemCode,
} from 'backstage-plugin-sentry-common';
import { axe } from 'jest-axe';
import { makeEntity } from '../../__testUtils__/data';
import {
  SentryProblemException,
  SentryRequestException,
  type SentryRequestFailure,
} from '../../api/errors';
import { pageMessages } from '../../translations/page/en';
import { ProblemPanel } from './ProblemPanel';

const entity = makeEntity();

function problem(code: SentryProblemCode, retryAfterSeconds?: number) {
  return new SentryProblemException({
    code,
    message: `What happened: ${code}`,
    action: 'What to do, and who can.',
    documentation: 'https://docs.example.com/why',
    retryAfterSeconds,
  });
}

describe('ProblemPanel', () => {
  it.each(sentryProblemCodes)(
    'says of %s what happened, what to do and where to read more',
    async code => {
      const { container } = renderInTestApp(
        <ProblemPanel error={problem(code)} entity={entity} />,
      );

      expect(
        await screen.findByText(pageMessages[`problem.title.${code}`]),
      ).toBeVisible();
      expect(screen.getByText(`What happened: ${code}`)).toBeVisible();
      expect(screen.getByText('What to do, and who can.')).toBeVisible();
      expect(screen.getByRole('link', { name: /Learn more/ })).toHaveAttribute(
        'href',
        'https://docs.example.com/why',
      );
      expect(await axe(container)).toHaveNoViolations();
    },
  );

  it('says nothing twice', async () => {
    renderInTestApp(
      <ProblemPanel
        error={
          new SentryProblemException({
            code: 'NOT_CONNECTED',
            message: 'You are not connected to Sentry.',
            action: 'Choose Connect to Sentry.',
          })
        }
      />,
    );

    expect(await screen.findByText('Choose Connect to Sentry.')).toBeVisible();
    expect(screen.getAllByText(/^You are not connected/)).toHaveLength(1);
    // Why they should be, which the title does not tell.
    expect(
      screen.getByText('These issues are read with your Sentry account.'),
    ).toBeVisible();
  });

  it.each(['NOT_CONFIGURED', 'QUERY_INVALID', 'SCOPE_MISSING'] as const)(
    'has other words where it was a change that failed: %s',
    async code => {
      renderInTestApp(
        <ProblemPanel
          error={
            new SentryProblemException({
              code,
              message: `What happened: ${code}`,
              isChange: true,
            })
          }
          entity={entity}
        />,
      );

      expect(
        await screen.findByText(pageMessages[`problem.changeTitle.${code}`]),
      ).toBeVisible();
      expect(
        screen.queryByText(pageMessages[`problem.title.${code}`]),
      ).toBeNull();
    },
  );

  it.each<[SentryRequestFailure, string]>([
    ['bad-request', 'clear the filters'],
    ['unauthenticated', 'sign in again'],
    ['forbidden', 'sentry.issue.read'],
    ['not-found', 'you don’t have access to it'],
    ['not-installed', 'packages/backend/src/index.ts'],
    ['not-started', 'the log of the backend has the reason'],
    ['unreachable', 'no connection'],
    ['unexpected', 'could not be loaded'],
  ])('has a text of its own for %s', async (reason, words) => {
    renderInTestApp(
      <ProblemPanel
        error={new SentryRequestException(reason, 'raw')}
        entity={entity}
      />,
    );

    expect(
      await screen.findByText(pageMessages[`problem.request.${reason}.title`]),
    ).toBeVisible();
    expect(document.body).toHaveTextContent(words);
    expect(document.body).not.toHaveTextContent('raw');
  });

  it('does not show the words of an error it does not know', async () => {
    renderInTestApp(
      <ProblemPanel error={new Error('secret detail')} entity={entity} />,
    );

    expect(await screen.findByText('Something went wrong')).toBeVisible();
    expect(document.body).not.toHaveTextContent('secret detail');
  });

  it.each(['System', 'Domain', 'Group'])(
    'guesses no project for a %s, whose parts have theirs',
    async kind => {
      renderInTestApp(
        <ProblemPanel
          error={problem('ANNOTATION_MISSING')}
          entity={makeEntity({}, kind)}
        />,
      );

      expect(await screen.findByText('What to do, and who can.')).toBeVisible();
      expect(screen.queryByRole('figure')).toBeNull();
    },
  );

  it.each([
    [problem('NOT_CONFIGURED'), 'app-config.yaml', 'token: ${SENTRY_TOKEN}'],
    [
      problem('ANNOTATION_MISSING'),
      'catalog-info.yaml, under metadata.annotations',
      'sentry.io/project-slug: shop-web # a guess: check the slug in Sentry',
    ],
    [
      problem('ANNOTATION_INVALID'),
      'catalog-info.yaml, under metadata.annotations',
      'sentry.io/project-slug: shop-web',
    ],
    [
      new SentryRequestException('not-installed', ''),
      'packages/backend/src/index.ts',
      'backstage-plugin-sentry-backend',
    ],
  ])('gives the lines to paste (%#)', async (error, file, text) => {
    renderInTestApp(<ProblemPanel error={error} entity={entity} />);

    expect(await screen.findByRole('figure', { name: file })).toHaveTextContent(
      text,
    );
  });

  it('lets the viewer try again', async () => {
    const onRetry = jest.fn();
    renderInTestApp(
      <ProblemPanel
        error={problem('UPSTREAM_TIMEOUT')}
        entity={entity}
        onRetry={onRetry}
      />,
    );

    await userEvent.click(
      await screen.findByRole('button', { name: 'Try again' }),
    );
    expect(onRetry).toHaveBeenCalledTimes(1);
  });

  it('counts down to when trying again is worth it', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    try {
      renderInTestApp(
        <ProblemPanel
          error={problem('RATE_LIMITED', 12)}
          entity={entity}
          onRetry={() => {}}
        />,
      );
      expect(
        await screen.findByRole('button', {
          name: /Try again in 1[0-2] seconds/,
        }),
      ).toBeDisabled();

      act(() => {
        jest.advanceTimersByTime(12_000);
      });
      expect(screen.getByRole('button', { name: 'Try again' })).toBeEnabled();
    } finally {
      jest.useRealTimers();
    }
  });
});
