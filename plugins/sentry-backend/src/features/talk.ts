import type { JsonValue } from '@backstage/types';
import type {
  SentryActivityResponse,
  SentryAnalysisResponse,
  SentryIssueDetailQuery,
  SentryIssueLinksResponse,
} from 'backstage-plugin-sentry-common';
import { sentryLinks, type SentryService } from 'backstage-plugin-sentry-node';
import type { AuthorizedEntity } from '../access/types';
import {
  optional,
  unlessRefused,
  type AnswerPipeline,
  type Merged,
} from '../answers/answerFrom';
import type { Answer } from '../answers/AnswerCache';
import type { Cached } from '../cache/types';
import { placeOf } from '../scopes/links';
import type { FoundIssue } from './detail/compose';
import type { DetailService } from './detail/DetailService';
import { DetailLoader, type IssueQuestion } from './detail/load';

type Content<T> = Omit<T, 'fetchedAt' | 'stale' | 'problems'>;
/** Where an issue is looked for. The environment is that of the page, whose answers this shares. */
type Asked = Pick<SentryIssueDetailQuery, 'environment' | 'project'>;

/** What is said of an issue beside its events: by people, by other tools and by Seer. */
export class TalkService {
  readonly #pipeline: AnswerPipeline;
  readonly #detail: DetailService;
  readonly #details: DetailLoader;

  constructor(options: {
    pipeline: AnswerPipeline;
    detail: DetailService;
    sentry: SentryService;
  }) {
    this.#pipeline = options.pipeline;
    this.#detail = options.detail;
    this.#details = new DetailLoader(
      options.pipeline,
      options.sentry.config.detail.include,
    );
  }

  /** @throws SentryProblemError `ISSUE_NOT_FOUND`, or why it can't be read */
  showActivity(
    authorized: AuthorizedEntity,
    issueId: string,
    asked: Asked,
  ): Promise<Answer> {
    return this.#detail.answerAbout({
      kind: 'issue-activity',
      authorized,
      issueId,
      asked,
      merge: async found => {
        const { client, organization } = found.scope;
        const { id } = found.cached.value.facts.issue;
        const activity = await this.#ask(found, 'activity', () =>
          client.getIssueActivity(organization, id),
        );
        const content: Content<SentryActivityResponse> = {
          issueId: id,
          items: activity.value,
          links: linksOf(found),
        };
        return { content, used: [found.cached, activity] };
      },
    });
  }

  /** @throws SentryProblemError `ISSUE_NOT_FOUND`, or why the issue can't be read */
  showLinks(
    authorized: AuthorizedEntity,
    issueId: string,
    asked: Asked,
  ): Promise<Answer> {
    return this.#detail.answerAbout({
      kind: 'issue-links',
      authorized,
      issueId,
      asked,
      merge: (found, question) => this.#links(found, question),
    });
  }

  /** @throws SentryProblemError `ISSUE_NOT_FOUND`, or why it can't be read */
  showAnalysis(
    authorized: AuthorizedEntity,
    issueId: string,
    asked: Asked,
  ): Promise<Answer> {
    return this.#detail.answerAbout({
      kind: 'issue-analysis',
      authorized,
      issueId,
      asked,
      merge: async found => {
        const { client, organization } = found.scope;
        const { id, fixability } = found.cached.value.facts.issue;
        const analysis = await this.#ask(
          found,
          'analysis',
          async () =>
            (await unlessRefused(client.getIssueAnalysis(organization, id))) ??
            null,
        );
        const content: Content<SentryAnalysisResponse> = {
          issueId: id,
          supported: analysis.value !== null,
          ...(analysis.value ?? { status: 'none', pullRequests: [] }),
          ...(fixability !== undefined && { fixability }),
          links: linksOf(found),
        };
        return { content, used: [found.cached, analysis] };
      },
    });
  }

  /** Each part is of use without the others; what is not there is absent. */
  async #links(found: FoundIssue, question: IssueQuestion): Promise<Merged> {
    const { scope, cached } = found;
    const { client, organization } = scope;
    const { issue, externalIssues } = cached.value.facts;
    const { id, project } = issue;
    const ask = <T>(part: string, load: () => Promise<T | undefined>) =>
      optional(
        this.#ask(
          found,
          part,
          async () => (await unlessRefused(load())) ?? null,
        ),
      );
    const [replays, feedback, similar, owners, event] = await Promise.all([
      ask('replays', () =>
        client.countIssueReplays(organization, id, { project: project.id }),
      ),
      ask('feedback', () => client.listIssueFeedback(organization, id)),
      ask('similar', () =>
        client.listSimilarIssues(organization, id, { project: project.id }),
      ),
      ask('owners', () => client.listIssueOwners(organization, id, project)),
      optional(this.#details.event(scope, question, 'recommended')),
    ]);
    const parts = [replays, feedback, similar, owners];
    const trace = event && traceOf(event.value.event);
    const place = placeOf(scope);
    const content: Content<SentryIssueLinksResponse> = {
      issueId: id,
      ...(replays?.value && {
        replays: {
          count: replays.value,
          link: sentryLinks.page(place, `issues/${id}/replays/`),
        },
      }),
      ...(trace && {
        trace: {
          id: trace,
          link: sentryLinks.page(place, `explore/traces/trace/${trace}/`),
        },
      }),
      tickets: externalIssues,
      ...(feedback?.value?.count && {
        feedback: {
          count: feedback.value.count,
          items: feedback.value.items,
        },
      }),
      ...(similar?.value?.length && { similar: similar.value }),
      owners: owners?.value ?? [],
      links: linksOf(found),
    };
    return {
      content,
      used: [cached, ...[...parts, event].filter(part => part !== undefined)],
      isPartial: parts.includes(undefined),
    };
  }

  /** Asks about the issue by its number; its changes make that stale. */
  #ask<T>(
    { scope, cached }: FoundIssue,
    kind: string,
    load: () => Promise<T>,
  ): Promise<Cached<T>> {
    const parameters: JsonValue[] = [cached.value.facts.issue.id];
    return this.#pipeline.ask(scope, {
      kind: `talk.${kind}`,
      parameters,
      isChangeable: true,
      load,
    });
  }
}

function linksOf({ cached }: FoundIssue): { sentry?: string } {
  const { permalink } = cached.value.facts.issue;
  return permalink ? { sentry: permalink } : {};
}

function traceOf({
  contexts,
}: {
  contexts: { name: string; facts: [string, string][] }[];
}): string | undefined {
  const facts = contexts.find(({ name }) => name === 'trace')?.facts ?? [];
  const id = facts.find(([name]) => name === 'trace_id')?.[1] ?? '';
  return /^[0-9a-f]{32}$/i.test(id) ? id : undefined;
}
