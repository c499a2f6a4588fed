import { TestApiProvider } from '@backstage/frontend-test-utils';
import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { shopWeb } from '../__testUtils__/data';
import { fakeApi } from '../__testUtils__/fakes';
import { sentryApiRef } from '../api/SentryApi';
import { useFilterOptions } from './projects';

async function projectsOf(
  ...items: { ref: string; id?: string; organization?: string }[]
) {
  const sentryApi = fakeApi();
  sentryApi.getProjects.mockResolvedValue({
    items: items.map(item => ({ ...shopWeb, ...item })),
    fetchedAt: '2026-11-20T10:05:00Z',
    stale: false,
    problems: [],
  });
  const { result } = renderHook(
    () => useFilterOptions({ entityRef: 'component:default/shop-web' }),
    {
      wrapper: ({ children }: { children: ReactNode }) => (
        <TestApiProvider apis={[[sentryApiRef, sentryApi]]}>
          {children}
        </TestApiProvider>
      ),
    },
  );
  await waitFor(() => expect(result.current.projects).not.toEqual([]));
  return result.current.projects;
}

describe('useFilterOptions', () => {
  it('offers a project once that two annotations name differently', async () => {
    const projects = await projectsOf(
      { ref: 'shop-web' },
      { ref: 'acme/shop-web' },
    );
    expect(projects.map(({ label }) => label)).toEqual(['shop-web']);
  });

  it('calls a project as its column does, whatever its name', async () => {
    const projects = await projectsOf({ ref: 'shop-web' });
    expect(shopWeb.name).not.toBe('shop-web');
    expect(projects).toEqual([{ value: 'shop-web', label: 'shop-web' }]);
  });

  it('tells projects apart that are called alike', async () => {
    const projects = await projectsOf(
      { ref: 'shop-web' },
      { ref: 'globex/shop-web', organization: 'globex', id: '77' },
    );
    expect(projects.map(({ label }) => label)).toEqual([
      'acme/shop-web',
      'globex/shop-web',
    ]);
  });
});
