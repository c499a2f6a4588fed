import { parseEntityRef } from '@backstage/catalog-model';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import sentryPlugin, { type SentryApi, sentryApiRef } from '../src';
import { pageApi } from './instances';
import { entities, scenarios } from './scenarios';

const scenarioOf = (entityRef: string) =>
  scenarios[parseEntityRef(entityRef).name];

/** Answers each entity with the state it is named after. */
const playgroundApi: SentryApi = {
  getIssues: (ref, ...rest) => scenarioOf(ref).getIssues(ref, ...rest),
  getIssue: (ref, ...rest) => scenarioOf(ref).getIssue(ref, ...rest),
  getIssueEvent: (ref, ...rest) => scenarioOf(ref).getIssueEvent(ref, ...rest),
  getSummary: (ref, ...rest) => scenarioOf(ref).getSummary(ref, ...rest),
  getProjects: (ref, ...rest) => scenarioOf(ref).getProjects(ref, ...rest),
  getEnvironments: (ref, ...rest) =>
    scenarioOf(ref).getEnvironments(ref, ...rest),
  getSummaries: query => pageApi.getSummaries(query),
  getTags: ref => scenarioOf(ref).getTags(ref),
  getTagValues: (ref, ...rest) => scenarioOf(ref).getTagValues(ref, ...rest),
  getReleases: (ref, ...rest) => scenarioOf(ref).getReleases(ref, ...rest),
  getRelease: (ref, ...rest) => scenarioOf(ref).getRelease(ref, ...rest),
  getAlerts: ref => scenarioOf(ref).getAlerts(ref),
  getMonitors: ref => scenarioOf(ref).getMonitors(ref),
  updateIssue: (ref, ...rest) => scenarioOf(ref).updateIssue(ref, ...rest),
  updateIssues: (ref, ...rest) => scenarioOf(ref).updateIssues(ref, ...rest),
  getIssueActivity: (ref, ...rest) =>
    scenarioOf(ref).getIssueActivity(ref, ...rest),
  getIssueLinks: (ref, ...rest) => scenarioOf(ref).getIssueLinks(ref, ...rest),
  getIssueAnalysis: (ref, ...rest) =>
    scenarioOf(ref).getIssueAnalysis(ref, ...rest),
  addIssueComment: (ref, ...rest) =>
    scenarioOf(ref).addIssueComment(ref, ...rest),
  startIssueAnalysis: (ref, ...rest) =>
    scenarioOf(ref).startIssueAnalysis(ref, ...rest),
  getTriage: ref => scenarioOf(ref).getTriage(ref),
  getAssignees: ref => scenarioOf(ref).getAssignees(ref),
  getMyIssues: query => scenarios['several-projects'].getMyIssues(query),
  getMyProjects: () => scenarios['several-projects'].getMyProjects(),
  getMyEnvironments: () => scenarios['several-projects'].getMyEnvironments(),
  getMyTeams: query => scenarios['several-projects'].getMyTeams(query),
  getCoverage: () => pageApi.getCoverage(),
  decideCoverage: change => pageApi.decideCoverage(change),
  getInstances: () => pageApi.getInstances(),
  getOrganizations: () => pageApi.getOrganizations(),
};

createDevApp({
  features: [
    catalogPlugin,
    sentryPlugin,
    createFrontendModule({
      pluginId: 'catalog',
      extensions: [
        ApiBlueprint.make({
          params: defineParams =>
            defineParams({
              api: catalogApiRef,
              deps: {},
              factory: () => catalogApiMock({ entities }),
            }),
        }),
      ],
    }),
    createFrontendModule({
      pluginId: 'sentry',
      extensions: [
        ApiBlueprint.make({
          params: defineParams =>
            defineParams({
              api: sentryApiRef,
              deps: {},
              factory: () => playgroundApi,
            }),
        }),
      ],
    }),
  ],
});
