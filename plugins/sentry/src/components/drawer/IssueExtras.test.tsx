import { screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import type {
  SentryAnalysisResponse,
  SentryIssueLinksResponse,
} from 'backstage-plugin-sentry-common';
import { fakeApi } from '../../__testUtils__/fakes';
import { renderForEntity } from '../../__testUtils__/render';
import { advice, entityRef, first, user } from '../../__testUtils__/triage';
import { fakeView } from '../../__testUtils__/view';
import { SentryProblemException } from '../../api/errors';
import { TriageProvider } from '../../triage/Triage';
import { IssueExtras } from './IssueExtras';

const view = fakeView();
afterAll(view.restore);

const meta = {
  issueId: '4501',
  links: { sentry: 'https://sentry.example.com/issues/4501/' },
  fetchedAt: '2026-11-20T10:00:00Z',
  stale: false,
  problems: [],
};
const noLinks: SentryIssueLinksResponse = { ...meta, tickets: [], owners: [] };
const noAnalysis: SentryAnalysisResponse = {
  ...meta,
  supported: true,
  status: 'none',
  pullRequests: [],
};

/** Shows the end of an issue, in view. */
async function show(
  options: {
    links?: Partial<SentryIssueLinksResponse>;
    analysis?: Partial<SentryAnalysisResponse>;
    canChange?: boolean;
  } = {},
) {
  const { links, analysis, canChange = false } = options;
  const sentryApi = fakeApi();
  sentryApi.getTriage.mockResolvedValue(
    advice(canChange ? {} : { allowed: false, reason: 'forbidden' }),
  );
  sentryApi.getIssueLinks.mockResolvedValue({ ...noLinks, ...links });
  sentryApi.getIssueAnalysis.mockResolvedValue({ ...noAnalysis, ...analysis });
  renderForEntity(
    <TriageProvider entityRef={entityRef}>
      <main>
        <IssueExtras
          entityRef={entityRef}
          address={{ issueId: '4501' }}
          environment={undefined}
          issue={first}
        />
      </main>
    </TriageProvider>,
    { sentryApi },
  );
  await screen.findByRole('region', { name: 'Activity' });
  expect(sentryApi.getIssueLinks).not.toHaveBeenCalled();
  expect(sentryApi.getIssueAnalysis).not.toHaveBeenCalled();
  await view.scrollTo();
  await waitFor(() => expect(sentryApi.getIssueAnalysis).toHaveBeenCalled());
  await screen.findByText(/Nothing has happened/);
  return sentryApi;
}

const headings = () =>
  screen.getAllByRole('heading').map(({ textContent }) => textContent);

describe('what is linked with an issue', () => {
  it('is absent where there is nothing', async () => {
    await show({
      links: { replays: { count: 0, link: 'https://sentry.example.com/r' } },
      analysis: { supported: false },
    });
    await waitFor(() => expect(headings()).toEqual(['Activity']));
  });

  it('shows replays, feedback, similar issues and owners', async () => {
    await show({
      links: {
        replays: { count: 4, link: 'https://sentry.example.com/replays/' },
        feedback: {
          count: 5,
          items: [1, 2, 3, 4].map(id => ({
            id: `${id}`,
            text: `<i>${id}</i>`,
          })),
        },
        similar: [
          {
            id: '7',
            shortId: 'SHOP-WEB-7',
            title: 'Another',
            permalink: 'https://sentry.example.com/issues/7/',
          },
        ],
        owners: [
          { type: 'team', name: 'checkout', reason: 'ownership-rule' },
          { type: 'user', name: 'Ada Park', reason: 'other' },
        ],
        tickets: [{ label: 'SHOP-12', url: 'https://jira.example/12' }],
        trace: { id: 'abc', link: 'https://sentry.example.com/trace/' },
      },
    });
    expect(
      await screen.findByRole('link', { name: /^4 replays in the last/ }),
    ).toHaveAttribute('href', 'https://sentry.example.com/replays/');
    expect(screen.getByRole('link', { name: /^Another/ })).toHaveAttribute(
      'href',
      'https://sentry.example.com/issues/7/',
    );
    const owners = screen.getByRole('region', {
      name: 'Owners by Sentry’s rules',
    });
    expect(
      within(owners)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['Team checkoutOwnership rule', 'Ada Park']);

    const feedback = screen.getByRole('region', { name: '5 user reports' });
    expect(within(feedback).getAllByRole('listitem')).toHaveLength(3);
    await user.click(
      screen.getByRole('button', { name: 'Show 1 older report' }),
    );
    expect(screen.getByText('<i>4</i>')).toHaveAttribute('dir', 'auto');
    // The issue has these above.
    expect(screen.queryByText('SHOP-12')).toBeNull();
    expect(screen.queryByRole('link', { name: /Trace/ })).toBeNull();
    expect(await axe(screen.getByRole('main'))).toHaveNoViolations();
  });
});

describe('the analysis by Seer', () => {
  it('is marked as made by a model, and its texts are not trusted', async () => {
    await show({
      analysis: {
        status: 'done',
        rootCause: {
          text: 'Called **without** `query`\n\n![x](https://evil.example/a.png) <img src=x> [go](javascript:alert(1))',
          steps: [
            {
              title: 'A request comes in',
              text: 'It fails:\n```py\nrun()\n```',
              file: 'seer/app.py',
            },
          ],
        },
        solution: [{ title: 'Pass the query' }],
        pullRequests: [
          { url: 'https://code.example/pull/7', repository: 'acme/shop' },
        ],
      },
    });
    const analysis = within(
      await screen.findByRole('region', { name: 'Analysis by Seer' }),
    );
    expect(analysis.getByText('Made by a model')).toBeInTheDocument();
    expect(analysis.getByText(/may be wrong/)).toBeInTheDocument();
    expect(analysis.getByText('without').tagName).toBe('STRONG');
    expect(analysis.getByText('query').tagName).toBe('CODE');
    expect(analysis.getByText('run()').closest('pre')).not.toBeNull();
    expect(analysis.getByText('Pass the query')).toBeInTheDocument();
    expect(analysis.queryByRole('img')).toBeNull();
    expect(
      analysis.getAllByRole('link').map(link => link.getAttribute('href')),
    ).toEqual(['https://code.example/pull/7']);
    expect(analysis.queryByRole('button', { name: /Start/ })).toBeNull();
    expect(await axe(screen.getByRole('main'))).toHaveNoViolations();
  });

  it('is absent where there is none and the viewer may start none', async () => {
    await show();
    await waitFor(() => expect(headings()).toEqual(['Activity']));
  });

  it('asks and says what it costs before it starts one', async () => {
    const sentryApi = await show({ canChange: true });
    await user.click(
      await screen.findByRole('button', { name: 'Start analysis' }),
    );
    expect(
      await screen.findByText(/counts against your organization’s Seer quota/),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(sentryApi.startIssueAnalysis).not.toHaveBeenCalled();

    await user.click(
      await screen.findByRole('button', { name: 'Start analysis' }),
    );
    await user.click(await screen.findByRole('button', { name: 'Start' }));
    expect(
      await screen.findByText('Seer is analyzing this issue…'),
    ).toBeInTheDocument();
    expect(sentryApi.startIssueAnalysis).toHaveBeenCalledWith(
      entityRef,
      '4501',
      undefined,
      { actsAs: 'service' },
    );
    expect(screen.queryByRole('button', { name: 'Start analysis' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Check again' })).toBeVisible();
  });

  it('says why it was not started', async () => {
    const sentryApi = await show({ canChange: true });
    sentryApi.startIssueAnalysis.mockRejectedValue(
      new SentryProblemException({
        code: 'NOT_CONFIGURED',
        message: 'Sentry has no analysis of issues here.',
        isChange: true,
      }),
    );
    await user.click(
      await screen.findByRole('button', { name: 'Start analysis' }),
    );
    await user.click(await screen.findByRole('button', { name: 'Start' }));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The analysis was not started');
    expect(alert).toHaveTextContent('has no analysis of issues here');
  });
});
