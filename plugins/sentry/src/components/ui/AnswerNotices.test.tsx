import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import type { SentryAnswerMeta } from 'backstage-plugin-sentry-common';
import { AnswerNotices } from './AnswerNotices';

const problem = {
  code: 'UPSTREAM_UNAVAILABLE' as const,
  message: 'Sentry is out of order.',
  project: { instance: 'eu', organization: 'acme-eu' },
};

function show(answer: Partial<SentryAnswerMeta>) {
  renderInTestApp(
    <AnswerNotices
      answer={{
        fetchedAt: new Date(Date.now() - 5 * 60_000).toISOString(),
        stale: false,
        problems: [problem],
        ...answer,
      }}
      onRetry={() => {}}
      isRetrying={false}
    />,
  );
  return screen.findByRole('status');
}

describe('AnswerNotices', () => {
  it('says of an old answer since when Sentry can’t be reached', async () => {
    const notice = await show({ stale: true });

    expect(notice).toHaveTextContent(
      'Sentry can’t be reached. Showing data from 5 minutes ago',
    );
    expect(notice).not.toHaveTextContent('missing');
  });

  it('says that issues are missing, where the answer is new', async () => {
    const notice = await show({ partial: true });

    expect(notice).toHaveTextContent('Some of the issues are missing');
    expect(notice).toHaveTextContent('acme-eu: Sentry can’t be reached');
    expect(screen.getByText(/Sentry is out of order/)).not.toBeVisible();
    expect(notice).not.toHaveTextContent('Showing data');
  });

  it('says first that issues are missing, and then how old the others are', async () => {
    const notice = await show({ partial: true, stale: true });

    expect(notice).toHaveTextContent(
      /^Some of the issues are missing.*Showing data from 5 minutes ago.*acme-eu: Sentry can’t be reached/,
    );
  });

  it('speaks of no age where the others are about to be renewed', async () => {
    const notice = await show({
      partial: true,
      stale: true,
      fetchedAt: new Date().toISOString(),
    });

    expect(notice).toHaveTextContent('Some of the issues are missing');
    expect(notice).not.toHaveTextContent('Showing data');
  });

  it('says once what is wrong with several', async () => {
    const other = { instance: 'default', organization: 'acme' };
    const notice = await show({
      partial: true,
      problems: [
        problem,
        { ...problem, project: other },
        { ...problem, project: undefined },
      ],
    });

    expect(notice).toHaveTextContent(
      /missingacme-eu and acme: Sentry can’t be reachedFor the platform teamacme-eu and acme: Sentry is out of order\.Try again$/,
    );
  });

  it('says in one sentence that many projects were not found, and folds which', async () => {
    const missing = Array.from({ length: 52 }, (_, index) => ({
      code: 'PROJECT_NOT_FOUND' as const,
      message: `The entry \`p-${index}\` names no project.`,
      action: 'Compare the slug.',
      project: {
        instance: 'default',
        organization: 'acme',
        project: `p-${index}`,
      },
    }));
    const notice = await show({
      partial: true,
      problems: [problem, ...missing],
    });

    expect(
      screen.getByText('52 Sentry projects were not found.'),
    ).toBeVisible();
    expect(notice).toHaveTextContent('acme-eu: Sentry is out of order.');
    expect(screen.getByRole('group')).not.toHaveAttribute('open');
    expect(screen.getByRole('group')).toHaveTextContent('p-51');
  });

  it('names the organization of a project that it knows by a number alone', async () => {
    const notice = await show({
      stale: true,
      problems: [
        { ...problem, project: { ...problem.project, project: '11' } },
      ],
    });

    expect(notice).toHaveTextContent('acme-eu: Sentry is out of order.');
    expect(notice).not.toHaveTextContent('11');
  });
});
