import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { MockEntityListContextProvider } from '@backstage/plugin-catalog-react/testUtils';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SentryProjectFilter } from './SentryProjectFilter';

describe('SentryProjectFilter', () => {
  const renderFilter = (queryParameters = {}) => {
    const updateFilters = jest.fn();
    renderInTestApp(
      <MockEntityListContextProvider value={{ updateFilters, queryParameters }}>
        <SentryProjectFilter />
      </MockEntityListContextProvider>,
    );
    return updateFilters;
  };
  const name = 'Has a Sentry project';

  it('has the catalog list entities with the annotation alone', async () => {
    const updateFilters = renderFilter();
    await userEvent.click(await screen.findByRole('checkbox', { name }));
    const { sentry } = updateFilters.mock.lastCall[0];
    expect(sentry.getCatalogFilters()).toEqual({
      'metadata.annotations.sentry.io/project-slug': CATALOG_FILTER_EXISTS,
    });
    await userEvent.click(screen.getByRole('checkbox', { name }));
    expect(updateFilters).toHaveBeenLastCalledWith({ sentry: undefined });
  });

  it('is chosen by the address', async () => {
    renderFilter({ sentry: 'project' });
    expect(await screen.findByRole('checkbox', { name })).toBeChecked();
  });
});
