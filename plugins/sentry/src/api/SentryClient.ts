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
  getIssues: SentryApi['getIssues'] = (entityRef, query, options) =>
    this.#ofEntity(entityRef, 'issues', query, options);

  /** {@inheritDoc SentryApi.getIssue} */
  getIssue: SentryApi['getIssue'] = (entityRef, issueId, query, options) =>
    this.#ofEntity(entityRef, `issues/${encode(issueId)}`, query, options);

  /** {@inheritDoc SentryApi.getIssueEvent} */
  getIssueEvent: SentryApi['getIssueEvent'] = (
    entityRef,
    issueId,
    eventId,
    query,
    options,
  ) =>
    this.#ofEntity(
      entityRef,
      `issues/${encode(issueId)}/events/${encode(eventId)}`,
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
  getIssueActivity: SentryApi['getIssueActivity'] = (
    entityRef,
    issueId,
    query,
    options,
  ) =>
    this.#ofEntity(
      entityRef,
      `issues/${encode(issueId)}/activity`,
      query,
      options,
    );

  /** {@inheritDoc SentryApi.getIssueLinks} */
  getIssueLinks: SentryApi['getIssueLinks'] = (
    entityRef,
    issueId,
    query,
    options,
  ) =>
    this.#ofEntity(
      entityRef,
      `issues/${encode(issueId)}/links`,
      query,
      options,
    );

  /** {@inheritDoc SentryApi.getIssueAnalysis} */
  getIssueAnalysis: SentryApi['getIssueAnalysis'] = (
    entityRef,
    issueId,
    query,
    options,
  ) =>
    this.#ofEntity(
      entityRef,
      `issues/${encode(issueId)}/analysis`,
      query,
      options,
    );

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
    this.#ofEntity(entityRef, 'assignees', {}, options);

  /** {@inheritDoc SentryApi.getSummary} */
  getSummary: SentryApi['getSummary'] = (entityRef, query, options) =>
    this.#ofEntity(entityRef, 'summary', query, options);

  /** {@inheritDoc SentryApi.getSummaries} */
  getSummaries: SentryApi['getSummaries'] = (query, options) =>
    this.#transport.ask('summaries', query, options);

  /** {@inheritDoc SentryApi.getTags} */
  getTags: SentryApi['getTags'] = (entityRef, options) =>
    this.#ofEntity(entityRef, 'tags', {}, options);

  /** {@inheritDoc SentryApi.getTagValues} */
  getTagValues: SentryApi['getTagValues'] = (entityRef, key, query, options) =>
    this.#ofEntity(entityRef, `tags/${encode(key)}`, query, options);

  /** {@inheritDoc SentryApi.getReleases} */
  getReleases: SentryApi['getReleases'] = (entityRef, query, options) =>
    this.#ofEntity(entityRef, 'releases', query, options);

  /** {@inheritDoc SentryApi.getRelease} */
  getRelease: SentryApi['getRelease'] = (entityRef, version, query, options) =>
    this.#ofEntity(entityRef, `releases/${encode(version)}`, query, options);

  /** {@inheritDoc SentryApi.getAlerts} */
  getAlerts: SentryApi['getAlerts'] = (entityRef, options) =>
    this.#ofEntity(entityRef, 'alerts', {}, options);

  /** {@inheritDoc SentryApi.getMonitors} */
  getMonitors: SentryApi['getMonitors'] = (entityRef, options) =>
    this.#ofEntity(entityRef, 'monitors', {}, options);

  /** {@inheritDoc SentryApi.getProjects} */
  getProjects: SentryApi['getProjects'] = (entityRef, options) =>
    this.#ofEntity(entityRef, 'projects', {}, options);

  /** {@inheritDoc SentryApi.getEnvironments} */
  getEnvironments: SentryApi['getEnvironments'] = (entityRef, options) =>
    this.#ofEntity(entityRef, 'environments', {}, options);

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
    entityRef: string,
    route: string,
    query: object | undefined,
    options: Asked | undefined,
  ): Promise<T> {
    return this.#transport.ask(`${pathOf(entityRef)}/${route}`, query, options);
  }
}
