import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  SentryCoverageItem,
  SentryCoverageResponse,
} from 'backstage-plugin-sentry-common';
import { axe } from 'jest-axe';
import { shopWeb } from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import { renderForUser } from '../../__testUtils__/render';
import { CoveragePage } from './CoveragePage';

const project = {
  ...shopWeb,
  link: 'https://sentry.example/issues',
  teams: [{ slug: 'storefront' }],
};
const pair: SentryCoverageItem = {
  entity: {
    ref: 'component:default/app',
    owners: ['group:default/shop'],
    editUrl: 'https://github.com/acme/app/edit/main/catalog-info.yaml',
  },
  projects: [project],
  problems: [],
  suggestion: {
    reasons: ['repository', 'team'],
    confidence: 'exact',
    annotation: 'shop-web',
    snippet:
      'metadata:\n  annotations:\n    sentry.io/project-slug: shop-web\n',
  },
};
const answer: SentryCoverageResponse = {
  items: [pair],
  pageInfo: {},
  totalItems: 1,
  counts: {
    suggestions: 1,
    missing: 3,
    unmatched: 2,
    wrong: 1,
    matched: 40,
    dismissed: 0,
  },
  visibility: 'all',
  comparedAt: '2026-11-20T10:05:00Z',
  appliesExactMatches: false,
  problems: [],
};

function coverageApi(more: Partial<SentryCoverageResponse> = {}) {
  const sentryApi = fakeApi();
  sentryApi.getCoverage.mockResolvedValue({ ...answer, ...more });
  return sentryApi;
}

describe('CoveragePage', () => {
  it('shows a suggestion with its reasons, the lines to add and where to', async () => {
    const { container } = await renderForUser(<CoveragePage />, {
      sentryApi: coverageApi(),
    });
    expect(
      await screen.findByText(
        'Exact match: its code is in this repository and its team owns the component.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText(/sentry.io\/project-slug: shop-web/)).toBeVisible();
    expect(
      screen.getByRole('link', { name: /Edit catalog-info.yaml/ }),
    ).toHaveAttribute('href', pair.entity?.editUrl);
    expect(
      screen.getByRole('button', { name: 'Suggestions 1' }),
    ).toHaveAttribute('aria-pressed', 'true');
    // Nothing would come of it without generated annotations.
    expect(screen.queryByRole('button', { name: 'Accept' })).toBeNull();
    expect(await axe(container)).toHaveNoViolations();
  });

  it('dismisses a suggestion, and says when that fails', async () => {
    const sentryApi = coverageApi({ appliesExactMatches: true });
    await renderForUser(<CoveragePage />, { sentryApi });
    sentryApi.decideCoverage.mockRejectedValueOnce(new Error('no'));
    const dismiss = await screen.findByRole('button', { name: 'Dismiss' });
    await userEvent.click(dismiss);
    expect(await screen.findByText(/could not be saved/)).toBeInTheDocument();
    sentryApi.getCoverage.mockResolvedValue({
      ...answer,
      items: [],
      counts: { ...answer.counts, suggestions: 0, dismissed: 1 },
    });
    await userEvent.click(dismiss);
    expect(sentryApi.decideCoverage).toHaveBeenLastCalledWith({
      entityRef: 'component:default/app',
      project: 'default:acme/11',
      decision: 'dismissed',
    });
    expect(await screen.findByText('No suggestions.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Dismissed 1' })).toBeVisible();
  });

  it('shows the other lists, page by page', async () => {
    const sentryApi = coverageApi();
    await renderForUser(<CoveragePage />, { sentryApi });
    sentryApi.getCoverage.mockResolvedValue({
      ...answer,
      items: [{ projects: [project], problems: [] }],
      pageInfo: { nextCursor: '1' },
      totalItems: 2,
    });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Projects without component 2',
      }),
    );
    expect(await screen.findByText('acme · storefront')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    await waitFor(() =>
      expect(sentryApi.getCoverage).toHaveBeenLastCalledWith(
        { list: 'unmatched', cursor: '1' },
        expect.anything(),
      ),
    );
    expect(await screen.findByText('2–2 of 2')).toBeInTheDocument();
  });

  it('says that there was no comparison yet', async () => {
    const { container } = await renderForUser(<CoveragePage />, {
      sentryApi: coverageApi({ comparedAt: undefined, items: [] }),
    });
    expect(await screen.findByText('Not compared yet')).toBeInTheDocument();
    expect(await axe(container)).toHaveNoViolations();
  });
});
