import type { Entity } from '@backstage/catalog-model';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { makeEntity, makeSummary } from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import { renderForUser } from '../../__testUtils__/render';
import { SentryRequestException } from '../../api/errors';
import { useMutateIssues } from '../../data/changes';
import { SentryStatus } from './SentryStatus';

function named(name: string): Entity {
  const entity = makeEntity();
  return { ...entity, metadata: { ...entity.metadata, name } };
}

/** Stands for a change of issues elsewhere on the page. */
function ChangeIssues() {
  const mutateIssues = useMutateIssues();
  return <button onClick={() => mutateIssues(new Map())}>Change</button>;
}

describe('SentryStatus', () => {
  it('shows how many unresolved issues there are and what got worse, as a link to them', async () => {
    const { container } = renderForUser(
      <SentryStatus entity={makeEntity()} statsPeriod="7d" />,
      { sentryApi: fakeApi() },
    );

    // The count stops at 100; the window is that of the answer.
    const link = await screen.findByRole('link', {
      name: '99+ unresolved issues in the last 14 days',
    });
    expect(link).toHaveAttribute(
      'href',
      '/catalog/default/component/shop-web/sentry?statsPeriod=14d',
    );
    expect(
      screen.getByText('3 regressed or escalating').parentElement,
    ).toHaveTextContent('3 regressed or escalating · 12 new');
    expect(await axe(container)).toHaveNoViolations();
  });

  it('asks nothing about an entity without a project', async () => {
    const sentryApi = fakeApi();
    renderForUser(<SentryStatus entity={makeEntity({})} />, { sentryApi });

    expect(await screen.findByText('No Sentry project')).toBeInTheDocument();
    expect(sentryApi.getSummaries).not.toHaveBeenCalled();
  });

  it('shows a dash and the reason where the counts of the entity, or of all of them, failed', async () => {
    const sentryApi = fakeApi();
    sentryApi.getSummaries.mockResolvedValueOnce({
      items: [
        {
          entityRef: 'component:default/secret',
          problem: { name: 'NotAllowedError', message: 'no' },
        },
        {
          entityRef: 'component:default/poor',
          problem: { code: 'TOKEN_REJECTED', message: 'no' },
        },
        {
          entityRef: 'component:default/shop-web',
          summary: makeSummary({ unresolved: 7, capped: [] }),
        },
      ],
    });
    const { unmount } = renderForUser(
      <>
        <SentryStatus entity={named('secret')} />
        <SentryStatus entity={named('poor')} />
        <SentryStatus entity={makeEntity()} />
      </>,
      { sentryApi },
    );

    expect(
      await screen.findByRole('link', { name: /^7 unresolved/ }),
    ).toBeInTheDocument();
    const [secret, poor] = screen.getAllByTitle(/^Unknown: /);
    expect(secret).toHaveTextContent('–');
    expect(secret.title).toMatch(/not allowed|permission/i);
    expect(poor.title).toMatch(/token/i);

    unmount();
    sentryApi.getSummaries.mockRejectedValue(
      new SentryRequestException('unreachable', 'no'),
    );
    renderForUser(<SentryStatus entity={named('later')} />, { sentryApi });
    expect(await screen.findByTitle(/^Unknown: /)).toHaveTextContent('–');
  });

  it('asks once for an entity in several rows', async () => {
    const sentryApi = fakeApi();
    renderForUser(
      <>
        <SentryStatus entity={makeEntity()} />
        <SentryStatus entity={makeEntity()} />
      </>,
      { sentryApi },
    );

    expect(await screen.findAllByRole('link')).toHaveLength(2);
    expect(sentryApi.getSummaries).toHaveBeenCalledTimes(1);
    expect(sentryApi.getSummaries.mock.lastCall?.[0].entityRef).toEqual([
      'component:default/shop-web',
    ]);
  });

  it('asks again once issues were changed, though it asked just before', async () => {
    const sentryApi = fakeApi();
    renderForUser(
      <>
        <SentryStatus entity={makeEntity()} />
        <ChangeIssues />
      </>,
      { sentryApi },
    );
    await screen.findByRole('link', { name: /^99\+ unresolved/ });

    sentryApi.getSummaries.mockResolvedValue({
      items: [
        {
          entityRef: 'component:default/shop-web',
          summary: makeSummary({ unresolved: 41, capped: [] }),
        },
      ],
    });
    await userEvent.click(screen.getByRole('button', { name: 'Change' }));
    expect(
      await screen.findByRole('link', { name: /^41 unresolved/ }),
    ).toBeInTheDocument();
    expect(sentryApi.getSummaries).toHaveBeenCalledTimes(2);
  });

  it('asks for all rows of a page in as few requests as the backend takes', async () => {
    const sentryApi = fakeApi();
    const rows = Array.from({ length: 60 }, (_, index) => (
      <SentryStatus key={index} entity={named(`part-${index}`)} />
    ));
    renderForUser(<>{rows}</>, { sentryApi });

    await waitFor(() => expect(screen.getAllByText('99+')).toHaveLength(60));
    const asked = sentryApi.getSummaries.mock.calls.map(([query]) => query);
    expect(asked.map(({ entityRef }) => entityRef.length)).toEqual([50, 10]);
    expect(asked[0]).toMatchObject({ statsPeriod: '14d' });
  });
});
