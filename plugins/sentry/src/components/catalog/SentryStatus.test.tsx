import type { Entity } from '@backstage/catalog-model';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { makeEntity, makeSummary } from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import { renderForUser } from '../../__testUtils__/render';
import { SentryProblemException } from '../../api/errors';
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
    expect(sentryApi.getSummary).not.toHaveBeenCalled();
  });

  it('shows a dash and the reason where it can’t be told', async () => {
    const sentryApi = fakeApi();
    sentryApi.getSummary.mockRejectedValue(
      new SentryProblemException({ code: 'TOKEN_REJECTED', message: 'no' }),
    );
    renderForUser(<SentryStatus entity={makeEntity()} />, { sentryApi });

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
    expect(sentryApi.getSummary).toHaveBeenCalledTimes(1);
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

    sentryApi.getSummary.mockResolvedValue(
      makeSummary({ unresolved: 41, capped: [] }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Change' }));
    expect(
      await screen.findByRole('link', { name: /^41 unresolved/ }),
    ).toBeInTheDocument();
    expect(sentryApi.getSummary).toHaveBeenCalledTimes(2);
  });

  it('has four requests under way at most, and asks no more for rows that are gone', async () => {
    const sentryApi = fakeApi();
    const answers: (() => void)[] = [];
    sentryApi.getSummary.mockImplementation(
      () =>
        new Promise(resolve => {
          answers.push(() => resolve(makeSummary()));
        }),
    );
    const rows = Array.from({ length: 20 }, (_, index) => (
      <SentryStatus key={index} entity={named(`part-${index}`)} />
    ));
    const { unmount } = renderForUser(<>{rows}</>, { sentryApi });

    await waitFor(() => expect(sentryApi.getSummary).toHaveBeenCalledTimes(4));
    answers[0]();
    await waitFor(() => expect(sentryApi.getSummary).toHaveBeenCalledTimes(5));

    unmount();
    answers.splice(1).forEach(answer => answer());
    renderForUser(<SentryStatus entity={named('later')} />, { sentryApi });
    await waitFor(() => expect(sentryApi.getSummary).toHaveBeenCalledTimes(6));
    expect(sentryApi.getSummary.mock.lastCall?.[0]).toBe(
      'component:default/later',
    );
  });
});
