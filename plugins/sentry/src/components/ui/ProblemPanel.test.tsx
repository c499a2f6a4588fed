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
    'says of %s what happened and what to do, and keeps the words of the backend for those who need them',
    async code => {
      const { container } = renderInTestApp(
        <ProblemPanel error={problem(code)} entity={entity} />,
      );

      expect(
        await screen.findByText(pageMessages[`problem.title.${code}`]),
      ).toBeVisible();
      expect(
        screen.getByText(pageMessages[`problem.message.${code}`]),
      ).toBeVisible();
      expect(screen.getByRole('group')).toHaveTextContent(
        `What happened: ${code}. What to do, and who can.`,
      );
      expect(screen.getByRole('link', { name: /Learn more/ })).toHaveAttribute(
        'href',
        'https://docs.example.com/why',
      );
      expect(await axe(container)).toHaveNoViolations();
    },
  );

  it.each<[SentryProblemCode, string, boolean]>([
    // For the owners of the entity, and for those who set the portal up.
    ['ANNOTATION_INVALID', 'Details', true],
    ['PROJECT_NOT_FOUND', 'Details', true],
    ['NOT_CONFIGURED', 'For the platform team', true],
    // Nothing that a developer can mend.
    ['TOKEN_REJECTED', 'For the platform team', false],
    ['UPSTREAM_UNAVAILABLE', 'For the platform team', false],
  ])('folds what concerns others: %s', async (code, summary, isOpen) => {
    renderInTestApp(<ProblemPanel error={problem(code)} entity={entity} />);

    const details = await screen.findByRole('group');
    expect(details).toHaveTextContent(summary);
    expect(details.hasAttribute('open')).toBe(isOpen);
  });

  it.each([
    [{ 'backstage.io/edit-url': 'https://code.example.com/edit/c.yaml' }],
    [
      {
        'backstage.io/managed-by-location':
          'url:https://code.example.com/edit/c.yaml',
      },
    ],
  ])('leads to where the annotation is added', async annotations => {
    renderInTestApp(
      <ProblemPanel
        error={problem('ANNOTATION_MISSING')}
        entity={makeEntity(annotations)}
      />,
    );

    expect(
      await screen.findByRole('link', { name: /^Edit catalog-info.yaml/ }),
    ).toHaveAttribute('href', 'https://code.example.com/edit/c.yaml');
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

      expect(await screen.findByText(/What to do, and who can/)).toBeVisible();
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
