import type { AuthorizedEntity } from '../../access/types';
import type { Answer } from '../../answers/Answer';
import { nothing } from '../../answers/nothing';
import type { EnvironmentsService } from '../environments/EnvironmentsService';
import type { ProjectsService } from '../projects/ProjectsService';

/** @internal */
export interface MyChoicesServiceOptions {
  projects: ProjectsService;
  environments: EnvironmentsService;
}

/**
 * What a user's issues can be filtered by. Where none of what concerns them names a project
 * there is nothing to choose: that is no failure, and the list of issues says what to do.
 */
export class MyChoicesService {
  readonly #projects: ProjectsService;
  readonly #environments: EnvironmentsService;

  static create(options: MyChoicesServiceOptions): MyChoicesService {
    return new MyChoicesService(options);
  }

  private constructor(options: MyChoicesServiceOptions) {
    this.#projects = options.projects;
    this.#environments = options.environments;
  }

  /** @param authorized - of a user to what the relation is about */
  async projects(authorized: AuthorizedEntity): Promise<Answer> {
    return authorized.entity.annotations
      ? this.#projects.list(authorized)
      : nothing({ items: [] });
  }

  /** @param authorized - of a user to what the relation is about */
  async environments(authorized: AuthorizedEntity): Promise<Answer> {
    return authorized.entity.annotations
      ? this.#environments.list(authorized)
      : nothing({ items: [], defaults: [] });
  }
}
