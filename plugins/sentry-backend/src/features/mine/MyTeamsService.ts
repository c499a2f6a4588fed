import { SentryProblemError } from 'backstage-plugin-sentry-node';
import type { AuthorizedEntity } from '../../access/types';
import type { Answer } from '../../answers/Answer';
import type { SummaryQuery, SummaryService } from '../summary/SummaryService';
import { nothingOfYours } from './problems';

/** Sums up what the groups of a user own, group by group. */
export class MyTeamsService {
  readonly #summary: SummaryService;

  static create(options: { summary: SummaryService }): MyTeamsService {
    return new MyTeamsService(options.summary);
  }

  private constructor(summary: SummaryService) {
    this.#summary = summary;
  }

  /**
   * @param authorized - of a user to what their groups own
   * @throws SentryProblemError where that is nothing, or can't be asked
   */
  async summarize(
    authorized: AuthorizedEntity,
    asked: SummaryQuery,
  ): Promise<Answer> {
    if (!authorized.entity.annotations) {
      throw new SentryProblemError(nothingOfYours('teams'));
    }
    return this.#summary.summarize(authorized, asked);
  }
}
