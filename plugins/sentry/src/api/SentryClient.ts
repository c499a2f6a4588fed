import { parseEntityRef } from '@backstage/catalog-model';
import type {
  DiscoveryApi,
  FetchApi,
  OAuthApi,
} from '@backstage/frontend-plugin-api';
import type { SentryAuthApi } from '../auth/sentryAuth';
import type { SentryApi } from './SentryApi';
import { type Asked, Transport } from './Transport';

const encode = encodeURIComponent;

function pathOf(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `entities/${[kind, namespace, name].map(encode).join('/')}`;
}

/**
 * The {@link SentryApi} of a real app: talks to the Sentry backend plugin.
 *
 * @public
 */
export class SentryClient implements SentryApi {
  readonly #transport: Transport;

  /**
   * @param options - `sentryAuthApi` is the viewer's own Sentry identity, used
   *   once the backend says that it takes one; left out where the app has none
   */
  constructor(options: {
    discoveryApi: DiscoveryApi;
    fetchApi: FetchApi;
    sentryAuthApi?: OAuthApi & Pick<SentryAuthApi, 'checkSession'>;
  }) {
    this.#transport = new Transport(options);
  }

  /** {@inheritDoc SentryApi.getIssues} */
  getIssues: SentryApi['getIssues'] = (...asked) =>
    this.#ofEntity('issues', ...asked);

  /** {@inheritDoc SentryApi.getIssue} */
  getIssue: SentryApi['getIssue'] = (...asked) => this.#ofIssue('', ...asked);

  /** {@inheritDoc SentryApi.getIssueEvent} */
  getIssueEvent: SentryApi['getIssueEvent'] = (
    entityRef,
    issueId,
    eventId,
    query,
    options,
  ) =>
    this.#ofIssue(
      `/events/${encode(eventId)}`,
      entityRef,
      issueId,
      query,
      options,
    );

  /** {@inheritDoc SentryApi.updateIssue} */
  updateIssue: SentryApi['updateIssue'] = (
    entityRef,
    issueId,
    change,
    query,
    options,
  ) =>
    this.#transport.change(
      `${pathOf(entityRef)}/issues/${encode(issueId)}`,
      change,
      query,
      options,
    );

  /** {@inheritDoc SentryApi.updateIssues} */
  updateIssues: SentryApi['updateIssues'] = (
    entityRef,
    change,
    query,
    options,
  ) =>
    this.#transport.change(
      `${pathOf(entityRef)}/issues`,
      change,
      query,
      options,
    );

  /** {@inheritDoc SentryApi.getIssueActivity} */
  getIssueActivity: SentryApi['getIssueActivity'] = (...asked) =>
    this.#ofIssue('/activity', ...asked);

  /** {@inheritDoc SentryApi.getIssueLinks} */
  getIssueLinks: SentryApi['getIssueLinks'] = (...asked) =>
    this.#ofIssue('/links', ...asked);

  /** {@inheritDoc SentryApi.getIssueAnalysis} */
  getIssueAnalysis: SentryApi['getIssueAnalysis'] = (...asked) =>
    this.#ofIssue('/analysis', ...asked);

  /** {@inheritDoc SentryApi.addIssueComment} */
  addIssueComment: SentryApi['addIssueComment'] = (
    entityRef,
    issueId,
    comment,
    query,
    options,
  ) =>
    this.#transport.add(
      `${pathOf(entityRef)}/issues/${encode(issueId)}/comments`,
      comment,
      query,
      options,
    );

  /** {@inheritDoc SentryApi.startIssueAnalysis} */
  startIssueAnalysis: SentryApi['startIssueAnalysis'] = (
    entityRef,
    issueId,
    query,
    options,
  ) =>
    this.#transport.add(
      `${pathOf(entityRef)}/issues/${encode(issueId)}/analysis`,
      {},
      query,
      options,
    );

  /** {@inheritDoc SentryApi.getTriage} */
  getTriage: SentryApi['getTriage'] = (entityRef, options) =>
    this.#transport.askForTriage(`${pathOf(entityRef)}/triage`, options);

  /** {@inheritDoc SentryApi.getAssignees} */
  getAssignees: SentryApi['getAssignees'] = (entityRef, options) =>
    this.#ofEntity('assignees', entityRef, {}, options);

  /** {@inheritDoc SentryApi.getSummary} */
  getSummary: SentryApi['getSummary'] = (...asked) =>
    this.#ofEntity('summary', ...asked);

  /** {@inheritDoc SentryApi.getSummaries} */
  getSummaries: SentryApi['getSummaries'] = (query, options) =>
    this.#transport.ask('summaries', query, options);

  /** {@inheritDoc SentryApi.getTags} */
  getTags: SentryApi['getTags'] = (entityRef, options) =>
    this.#ofEntity('tags', entityRef, {}, options);

  /** {@inheritDoc SentryApi.getTagValues} */
  getTagValues: SentryApi['getTagValues'] = (entityRef, key, query, options) =>
    this.#ofEntity(`tags/${encode(key)}`, entityRef, query, options);

  /** {@inheritDoc SentryApi.getReleases} */
  getReleases: SentryApi['getReleases'] = (...asked) =>
    this.#ofEntity('releases', ...asked);

  /** {@inheritDoc SentryApi.getRelease} */
  getRelease: SentryApi['getRelease'] = (entityRef, version, query, options) =>
    this.#ofEntity(`releases/${encode(version)}`, entityRef, query, options);

  /** {@inheritDoc SentryApi.getAlerts} */
  getAlerts: SentryApi['getAlerts'] = (entityRef, options) =>
    this.#ofEntity('alerts', entityRef, {}, options);

  /** {@inheritDoc SentryApi.getMonitors} */
  getMonitors: SentryApi['getMonitors'] = (entityRef, options) =>
    this.#ofEntity('monitors', entityRef, {}, options);

  /** {@inheritDoc SentryApi.getProjects} */
  getProjects: SentryApi['getProjects'] = (entityRef, options) =>
    this.#ofEntity('projects', entityRef, {}, options);

  /** {@inheritDoc SentryApi.getEnvironments} */
  getEnvironments: SentryApi['getEnvironments'] = (entityRef, options) =>
    this.#ofEntity('environments', entityRef, {}, options);

  /** {@inheritDoc SentryApi.getMyIssues} */
  getMyIssues: SentryApi['getMyIssues'] = (query, options) =>
    this.#transport.ask('me/issues', query, options);

  /** {@inheritDoc SentryApi.getMyProjects} */
  getMyProjects: SentryApi['getMyProjects'] = (query, options) =>
    this.#transport.ask('me/projects', query, options);

  /** {@inheritDoc SentryApi.getMyEnvironments} */
  getMyEnvironments: SentryApi['getMyEnvironments'] = (query, options) =>
    this.#transport.ask('me/environments', query, options);

  /** {@inheritDoc SentryApi.getMyTeams} */
  getMyTeams: SentryApi['getMyTeams'] = (query, options) =>
    this.#transport.ask('me/teams', query, options);

  /** {@inheritDoc SentryApi.getCoverage} */
  getCoverage: SentryApi['getCoverage'] = (query, options) =>
    this.#transport.ask('coverage', query, options);

  /** {@inheritDoc SentryApi.decideCoverage} */
  decideCoverage: SentryApi['decideCoverage'] = (change, options) =>
    this.#transport.change('coverage', change, {}, options);

  /** {@inheritDoc SentryApi.getInstances} */
  getInstances: SentryApi['getInstances'] = options =>
    this.#transport.ask('instances', {}, options);

  /** {@inheritDoc SentryApi.getOrganizations} */
  getOrganizations: SentryApi['getOrganizations'] = options =>
    this.#transport.ask('me/organizations', {}, { ...options, isOwn: true });

  #ofEntity<T>(
    route: string,
    entityRef: string,
    query?: object,
    options?: Asked,
  ): Promise<T> {
    return this.#transport.ask(`${pathOf(entityRef)}/${route}`, query, options);
  }

  #ofIssue<T>(
    route: string,
    entityRef: string,
    issueId: string,
    query?: object,
    options?: Asked,
  ): Promise<T> {
    return this.#ofEntity(
      `issues/${encode(issueId)}${route}`,
      entityRef,
      query,
      options,
    );
  }
}
