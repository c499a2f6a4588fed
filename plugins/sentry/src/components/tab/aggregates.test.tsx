import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import {
  components,
  makeEntity,
  makeIssue,
  makePage,
  makeSummary,
  shopWeb,
} from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import { renderForEntity } from '../../__testUtils__/render';
import { SentryProblemException } from '../../api/errors';
import { SentryIssuesContent } from './SentryIssuesContent';

const billing = {
  ...shopWeb,
  instance: 'eu',
  organization: 'acme-eu',
  id: '7',
  slug: 'billing',
  name: 'Billing',
};

function aggregateApi() {
  const sentryApi = fakeApi();
  sentryApi.getIssues.mockResolvedValue(
    makePage({
      items: [
        makeIssue(),
        makeIssue({
          id: '9',
          shortId: 'BILLING-9',
          type: 'OddError',
          project: billing,
        }),
      ],
      entities: components,
    }),
  );
  const [shop, kiosk, eu] = components;
  sentryApi.getSummary.mockResolvedValue(
    makeSummary({
      components: [
        { ...kiosk, unresolved: 0, capped: false },
        { ...eu, unresolved: 41, capped: false },
        { ...shop, unresolved: 100, capped: true },
      ],
    }),
  );
  return sentryApi;
}

const system = makeEntity({}, 'System');

describe('the tab of a system', () => {
  beforeEach(() => window.history.replaceState(null, '', '/'));

  it('says what is wrong with other projects, too, where nothing can be shown', async () => {
    const sentryApi = aggregateApi();
    const notConnected = {
      code: 'NOT_CONNECTED' as const,
      message: 'You are not connected to Sentry.',
    };
    const failure = new SentryProblemException(notConnected);
    sentryApi.getIssues.mockRejectedValue(failure);
    sentryApi.getSummary.mockRejectedValue(failure);
    sentryApi.getProjects.mockResolvedValue({
      items: [
        { ref: 'own:acme/shop', problem: notConnected },
        {
          ref: 'umbrella/hive',
          problem: {
            code: 'ANNOTATION_INVALID',
            message: 'The organization is not allowed here.',
          },
        },
      ],
      fetchedAt: '2026-11-20T10:05:00Z',
      stale: false,
      problems: [],
    });
    renderForEntity(<SentryIssuesContent />, { sentryApi, entity: system });

    const title = await screen.findByText(
      'Some projects can’t be shown for another reason',
    );
    const others = screen
      .getAllByRole('status')
      .find(status => status.contains(title));
    if (!others) {
      throw new Error('The note about other projects is missing.');
    }
    expect(within(others).getAllByRole('list')[0].children).toHaveLength(1);
    expect(others).toHaveTextContent(
      'umbrella/hive: The organization is not allowed here.',
    );
    expect(
      screen.getByText('These issues are read with your Sentry account.'),
    ).toBeVisible();
  });

  it('names the components of each issue, with links to them', async () => {
    renderForEntity(<SentryIssuesContent />, {
      sentryApi: aggregateApi(),
      entity: system,
    });

    const shared = await screen.findByRole('row', { name: /TypeError/ });
    expect(
      await screen.findByText(/^Some share a Sentry project/),
    ).toBeVisible();
    expect(
      within(shared).getByRole('link', { name: 'Shop web' }),
    ).toHaveAttribute('href', '/catalog/default/component/shop-web');
    expect(within(shared).getByRole('link', { name: 'kiosk' })).toHaveAttribute(
      'href',
      '/catalog/default/component/kiosk',
    );
    const other = screen.getByRole('row', { name: /OddError/ });
    expect(
      within(other).getByRole('link', { name: 'eu-billing' }),
    ).toBeVisible();
    // The project is called otherwise than its component.
    expect(within(other).getByText('billing')).toBeVisible();
    expect(
      screen.getByRole('columnheader', { name: 'Component' }),
    ).toBeVisible();
  });

  it('starts from the search and environment of the system’s own', async () => {
    const sentryApi = aggregateApi();
    renderForEntity(<SentryIssuesContent />, {
      sentryApi,
      entity: makeEntity(
        {
          'sentry.io/query': 'level:fatal',
          'sentry.io/environment': 'production',
        },
        'System',
      ),
    });
    await screen.findByText('TypeError');

    expect(sentryApi.getIssues.mock.lastCall?.[1]?.query).toBe('level:fatal');
    expect(screen.getByRole('combobox', { name: 'Search' })).toHaveValue(
      'level:fatal',
    );
    expect(
      screen.getByRole('button', { name: /production.*Environment/ }),
    ).toBeVisible();
  });

  it('lists many components of one project calmly', async () => {
    const sentryApi = aggregateApi();
    const many = ['a', 'b', 'c', 'd'].map(name => ({
      ref: `component:default/${name}`,
      projects: ['default:acme/11'],
    }));
    sentryApi.getIssues.mockResolvedValue(makePage({ entities: many }));
    renderForEntity(<SentryIssuesContent />, { sentryApi, entity: system });

    const row = await screen.findByRole('row', { name: /TypeError/ });
    expect(within(row).getByRole('link', { name: 'a' })).toBeVisible();
    expect(within(row).getByText('and 3 others')).toHaveAttribute(
      'title',
      'b, c, and d',
    );
  });

  it('says what each component adds, the most first, with links to its tab', async () => {
    renderForEntity(<SentryIssuesContent statsPeriod="7d" />, {
      sentryApi: aggregateApi(),
      entity: system,
    });

    const totals = await screen.findByRole('list', {
      name: 'Unresolved issues by component (3)',
    });
    expect(
      within(totals)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'Shop web 99+ unresolved',
      'eu-billing 41 unresolved',
      'kiosk 0 unresolved',
    ]);
    expect(
      within(totals).getByRole('link', { name: /Shop web/ }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/shop-web/sentry?statsPeriod=7d',
    );
  });

  it('lists without totals where these failed', async () => {
    const sentryApi = aggregateApi();
    sentryApi.getSummary.mockRejectedValue(new Error('no'));
    renderForEntity(<SentryIssuesContent />, { sentryApi, entity: system });

    expect(await screen.findByText('TypeError')).toBeVisible();
    expect(screen.queryByText(/by component/)).not.toBeInTheDocument();
  });

  it('can be turned to the components alone by the keyboard', async () => {
    const sentryApi = aggregateApi();
    sentryApi.getSummary.mockResolvedValue(
      makeSummary({
        components: Array.from({ length: 30 }, (_, index) => ({
          ref: `component:default/part-${index}`,
          projects: [],
          unresolved: index,
          capped: false,
        })),
      }),
    );
    renderForEntity(<SentryIssuesContent />, { sentryApi, entity: system });

    const totals = await screen.findByRole('list', { name: /by component/ });
    expect(within(totals).getAllByRole('listitem')).toHaveLength(4);
    act(() => screen.getByRole('button', { name: 'Show all' }).focus());
    await userEvent.keyboard('{Enter}');
    expect(within(totals).getAllByRole('listitem')).toHaveLength(30);
    await userEvent.keyboard('{Enter}');
    expect(within(totals).getAllByRole('listitem')).toHaveLength(4);
  });

  it('has nothing for axe to find', async () => {
    const { container } = renderForEntity(<SentryIssuesContent />, {
      sentryApi: aggregateApi(),
      entity: system,
    });
    await screen.findByText('TypeError');
    await screen.findByRole('list', { name: /by component/ });

    expect(await axe(container)).toHaveNoViolations();
  });
});

describe('the tab of a component', () => {
  it('has no column of components, and asks for no totals', async () => {
    const sentryApi = fakeApi();
    renderForEntity(<SentryIssuesContent />, { sentryApi });

    await screen.findByText('TypeError');
    expect(
      screen.queryByRole('columnheader', { name: 'Component' }),
    ).not.toBeInTheDocument();
    expect(sentryApi.getSummary).not.toHaveBeenCalled();
  });
});
