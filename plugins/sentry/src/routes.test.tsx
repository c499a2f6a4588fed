import { filterPredicateToFilterFunction } from '@backstage/filter-predicates';
import { screen } from '@testing-library/react';
import { makeEntity } from './__testUtils__/data';
import { fakeApi } from './__testUtils__/fakes';
import { renderForEntity } from './__testUtils__/render';
import { annotatedEntityFilter } from './filters';
import { useTabLink } from './routes';

function Links() {
  return <p>{JSON.stringify(useTabLink())}</p>;
}

describe('the links of an entity’s page', () => {
  it('lead to its tab', async () => {
    renderForEntity(<Links />, { sentryApi: fakeApi() });

    expect(
      await screen.findByText('{"href":"/sentry","disabled":false}'),
    ).toBeVisible();
  });

  it('lead nowhere in an app without the tab', async () => {
    renderForEntity(<Links />, { sentryApi: fakeApi(), withTab: false });

    expect(await screen.findByText('{"disabled":true}')).toBeVisible();
  });

  it('are there for entities that name a project, where these have the tab', () => {
    const matches = filterPredicateToFilterFunction(annotatedEntityFilter);

    expect(matches(makeEntity())).toBe(true);
    expect(matches(makeEntity(undefined, 'Group'))).toBe(true);
    expect(matches(makeEntity({}, 'System'))).toBe(false);
    expect(matches(makeEntity(undefined, 'Template'))).toBe(false);
  });
});
