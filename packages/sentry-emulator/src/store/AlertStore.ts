import type { Organization } from '../directory';
import type { EmulatorProject } from '../types/options';

/** A monitor: each project has one for its errors and one for all of its issues. */
export interface Detector {
  readonly id: string;
  readonly type: 'error' | 'issue_stream';
  readonly project: EmulatorProject;
}

/** An alert of the workflow engine. */
export interface Workflow {
  readonly id: string;
  readonly organization: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly config: Record<string, unknown>;
  readonly environment: string | null;
  readonly owner: string | null;
  readonly detectorIds: string[];
  readonly triggers: Record<string, unknown> | null;
  readonly actionFilters: Record<string, unknown>[];
  readonly createdAt: number;
}

/** An alert of servers without that engine, and of GlitchTip, of a project. */
export interface ProjectAlert extends Record<string, unknown> {
  readonly id: string;
  readonly project: string;
}

/** What alerts people, and which repositories projects are linked to. */
export class AlertStore {
  readonly #clock: () => number;
  readonly #workflows: Workflow[] = [];
  readonly #alerts: ProjectAlert[] = [];
  /** Project and repository. */
  readonly #repositories = new Map<string, string>();
  #ids = 0;

  constructor(options: { clock: () => number }) {
    this.#clock = options.clock;
  }

  detectors(organization: Organization): Detector[] {
    return organization.projects.flatMap(project => [
      { id: `${project.id}01`, type: 'error', project },
      { id: `${project.id}02`, type: 'issue_stream', project },
    ]);
  }

  workflows({ id }: Organization): Workflow[] {
    return this.#workflows.filter(({ organization }) => organization === id);
  }

  addWorkflow(
    organization: Organization,
    workflow: Omit<Workflow, 'id' | 'organization' | 'createdAt'>,
  ): Workflow {
    const added = {
      ...workflow,
      id: this.#nextId(),
      organization: organization.id,
      createdAt: this.#clock(),
    };
    this.#workflows.push(added);
    return added;
  }

  /** What a project has from its start, unless it is created without. */
  addDefault(organization: Organization, project: EmulatorProject): void {
    const condition = { comparison: true, conditionResult: true };
    this.addWorkflow(organization, {
      name: 'Send a notification for high priority issues',
      enabled: true,
      config: { frequency: 30 },
      environment: null,
      owner: null,
      detectorIds: [`${project.id}02`],
      triggers: {
        logicType: 'any-short',
        conditions: [
          { type: 'new_high_priority_issue', ...condition },
          { type: 'existing_high_priority_issue', ...condition },
        ],
        actions: [],
      },
      actionFilters: [],
    });
  }

  alerts({ id }: EmulatorProject): ProjectAlert[] {
    return this.#alerts.filter(({ project }) => project === id);
  }

  addAlert(
    { id: project }: EmulatorProject,
    alert: Record<string, unknown>,
  ): ProjectAlert {
    const added = { ...alert, id: this.#nextId(), project };
    this.#alerts.push(added);
    return added;
  }

  /** @returns the id of the link, and whether it is new */
  linkRepository(
    { id }: EmulatorProject,
    repository: string,
  ): { id: string; created: boolean } {
    const key = `${id} ${repository}`;
    const known = this.#repositories.get(key);
    const link = known ?? this.#nextId();
    this.#repositories.set(key, link);
    return { id: link, created: known === undefined };
  }

  #nextId(): string {
    this.#ids += 1;
    return String(7000 + this.#ids);
  }
}
