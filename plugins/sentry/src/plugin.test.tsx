import { renderTestApp } from '@backstage/frontend-test-utils';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { filterPredicateToFilterFunction } from '@backstage/filter-predicates';
import type { JsonObject } from '@backstage/types';
import { screen } from '@testing-library/react';
import { z } from 'zod';
import { makeEntity } from './__testUtils__/data';
import { fakeApi } from './__testUtils__/fakes';
import { sentryApiRef } from './api/SentryApi';
import { cardConfigSchema, contentConfigSchema } from './config';
import { filterFor } from './filters';
import { sentryPlugin } from './plugin';

const cardId = 'entity-card:sentry/issues';
const contentId = 'entity-content:sentry/issues';

/** The plugin on an entity's page, with only one of its two extensions. */
function renderPlugin(extension: string, config: JsonObject = {}) {
  const other = extension === cardId ? contentId : cardId;
  const sentryApi = fakeApi();
  renderTestApp({
    features: [
      sentryPlugin.withOverrides({
        extensions: [createTestEntityPage({ entity: makeEntity() })],
      }),
    ],
    apis: [[sentryApiRef, sentryApi]],
    config: {
      app: { extensions: [{ [extension]: { config } }, { [other]: false }] },
    },
  });
  return sentryApi;
}

describe('the plugin in the new frontend system', () => {
  beforeEach(() => window.history.replaceState(null, '', '/'));

  it('brings a card that needs no config', async () => {
    const sentryApi = renderPlugin(cardId);

    expect(await screen.findByText('TypeError')).toBeVisible();
    expect(sentryApi.getIssues.mock.calls[0][1]).toEqual({
      statsPeriod: '14d',
      sort: 'attention',
      limit: 5,
    });
  });

  it('hands app-config to the card', async () => {
    const sentryApi = renderPlugin(cardId, {
      maxItems: 2,
      statsPeriod: '7d',
      sort: 'user',
    });

    await screen.findByText('TypeError');
    expect(sentryApi.getIssues.mock.calls[0][1]).toEqual({
      statsPeriod: '7d',
      sort: 'user',
      limit: 2,
    });
  });

  it.each([
    ['entity-card:sentry/other', 2],
    // Nothing is said twice in the same place.
    [cardId, 1],
  ])(
    'says how bad it is beside what is known of the entity, where %s is the first card',
    async (first, times) => {
      const other = EntityCardBlueprint.make({
        name: 'other',
        params: { type: 'content', loader: async () => <p>Other</p> },
      });
      const ofGroups = EntityCardBlueprint.make({
        name: 'of-groups',
        params: { filter: { kind: 'group' }, loader: async () => <p>Group</p> },
      });
      renderTestApp({
        features: [
          sentryPlugin.withOverrides({
            extensions: [
              createTestEntityPage({ entity: makeEntity() }),
              other,
              ofGroups,
            ],
          }),
        ],
        apis: [[sentryApiRef, fakeApi()]],
        config: {
          app: {
            extensions: [
              // Is not on the page of a component.
              'entity-card:sentry/of-groups',
              first,
              { [contentId]: false },
            ],
          },
        },
      });

      expect(await screen.findByText('Other')).toBeVisible();
      expect(await screen.findByText('TypeError')).toBeVisible();
      expect(await screen.findAllByText('3 regressed')).toHaveLength(times);
    },
  );

  it('says how to name a project, where the portal wants that', async () => {
    renderTestApp({
      features: [
        sentryPlugin.withOverrides({
          extensions: [createTestEntityPage({ entity: makeEntity({}) })],
        }),
      ],
      apis: [[sentryApiRef, fakeApi()]],
      config: {
        app: {
          extensions: [
            { [cardId]: { config: { showWhenMissing: true } } },
            { [contentId]: false },
          ],
        },
      },
    });

    expect(await screen.findByText('No Sentry project to show')).toBeVisible();
  });

  it('brings a tab that needs no config', async () => {
    renderPlugin(contentId);

    expect(await screen.findByText('TypeError')).toBeVisible();
  });

  it('hands app-config to the tab', async () => {
    const sentryApi = renderPlugin(contentId, {
      statsPeriod: '24h',
      sort: 'trends',
      pageSize: 10,
      columns: ['issue', 'users'],
    });

    await screen.findByText('TypeError');
    expect(sentryApi.getIssues.mock.calls[0][1]).toMatchObject({
      statsPeriod: '24h',
      sort: 'trends',
      limit: 10,
    });
    expect(
      screen.getAllByRole('columnheader').map(header => header.textContent),
    ).toEqual(['Issue', 'Users']);
  });
});

describe('the page', () => {
  function renderPage(path: string) {
    const sentryApi = fakeApi();
    renderTestApp({
      features: [sentryPlugin],
      apis: [[sentryApiRef, sentryApi]],
      initialRouteEntries: [path],
    });
    return sentryApi;
  }

  it('starts with the issues that concern the viewer', async () => {
    const sentryApi = renderPage('/sentry');

    expect(await screen.findByText('TypeError')).toBeVisible();
    expect(sentryApi.getMyIssues.mock.calls[0][0]).toMatchObject({
      relation: 'owned',
      query: 'is:unresolved',
    });
    expect(screen.getAllByRole('tab').map(tab => tab.textContent)).toEqual([
      'My issues',
      'Teams',
      'Coverage',
      'Connection',
    ]);
  });

  it('shows the teams', async () => {
    renderPage('/sentry/teams');

    expect(
      await screen.findByRole('heading', { name: 'Teams', level: 2 }),
    ).toBeVisible();
  });

  it('shows the instances where it always did', async () => {
    const sentryApi = renderPage('/sentry/connection');

    expect(
      await screen.findByRole('heading', { name: 'Sentry instances' }),
    ).toBeVisible();
    // Nobody can connect without the auth provider.
    expect(sentryApi.getOrganizations).not.toHaveBeenCalled();
  });
});

describe('the config of card and tab', () => {
  it.each([
    [z.object(cardConfigSchema), { statsPeriod: '91d' }],
    [z.object(cardConfigSchema), { sort: 'inbox' }],
    [z.object(cardConfigSchema), { maxItems: 26 }],
    [z.object(contentConfigSchema), { pageSize: 0 }],
    [z.object(contentConfigSchema), { columns: ['issue', 'colour'] }],
    [z.object(contentConfigSchema), { columns: [] }],
  ])('refuses what means nothing (%#)', (schema, config) => {
    expect(schema.safeParse(config).success).toBe(false);
  });
});

describe('the filter of card and tab', () => {
  const matches = filterPredicateToFilterFunction(filterFor());

  it.each(['Component', 'API', 'Resource', 'System', 'Domain', 'Group'])(
    'shows them on a %s that names a project',
    kind => {
      expect(matches(makeEntity(undefined, kind))).toBe(true);
    },
  );

  it.each(['System', 'Domain', 'Group'])(
    'shows them on a %s without one: what belongs to it may have some',
    kind => {
      expect(matches(makeEntity({}, kind))).toBe(true);
    },
  );

  it.each(['Component', 'API', 'Resource'])(
    'hides them on a %s without one',
    kind => {
      expect(matches(makeEntity({}, kind))).toBe(false);
    },
  );

  it('shows them on a component without one where the portal wants that, and on no user', () => {
    const shows = filterPredicateToFilterFunction(filterFor(true));
    expect(shows(makeEntity({}, 'Component'))).toBe(true);
    expect(shows(makeEntity({}, 'User'))).toBe(false);
  });

  it.each(['User', 'Location'])('hides them on a %s', kind => {
    expect(matches(makeEntity(undefined, kind))).toBe(false);
  });
});
