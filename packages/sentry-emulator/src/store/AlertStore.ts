import type { Organization } from '../directory';
import type { EmulatorAlert, EmulatorMonitor } from '../types/monitoring';
import type { EmulatorProject } from '../types/options';

/** A monitor: each project has one for its errors and one for all of its issues. */
export interface Detector {
  readonly id: string;
  readonly type:
    | 'error'
    | 'issue_stream'
    | 'uptime_domain_failure'
    | 'monitor_check_in_failure';
  readonly project: EmulatorProject;
  /** Of a job or an address. */
  readonly monitor?: Monitor;
}

/** A monitor of a job or an address, with the slug that Sentry gives jobs. */
export interface Monitor extends EmulatorMonitor {
  readonly id: string;
  readonly slug: string;
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
  readonly lastTriggered?: number;
}

/** An alert of servers without that engine, and of GlitchTip, of a project. */
export interface ProjectAlert extends Record<string, unknown> {
  readonly id: string;
  readonly project: string;
}

/** An alert on a figure of a project, on servers without that engine. */
export interface MetricAlert extends EmulatorAlert {
  readonly id: string;
  readonly project: EmulatorProject;
  readonly createdAt: number;
}

/** What alerts people, and which repositories projects are linked to. */
export class AlertStore {
  readonly #clock: () => number;
  readonly #workflows: Workflow[] = [];
  readonly #alerts: ProjectAlert[] = [];
  readonly #monitors: Monitor[] = [];
  readonly #metricAlerts: MetricAlert[] = [];
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
      ...this.monitors(project).map((monitor): Detector => ({
        id: monitor.id,
        type:
          monitor.type === 'cron'
            ? 'monitor_check_in_failure'
            : 'uptime_domain_failure',
        project,
        monitor,
      })),
    ]);
  }

  monitors({ id }: EmulatorProject): Monitor[] {
    return this.#monitors.filter(({ project }) => project.id === id);
  }

  addMonitor(project: EmulatorProject, monitor: EmulatorMonitor): void {
    const slug = monitor.name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    this.#monitors.push({ ...monitor, id: this.#nextId(), slug, project });
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
    this.addIssueAlert(organization, project, {
      name: 'Send a notification for high priority issues',
    });
  }

  /** An alert on issues of high priority. */
  addIssueAlert(
    organization: Organization,
    project: EmulatorProject,
    alert: EmulatorAlert,
  ): void {
    const condition = { comparison: true, conditionResult: true };
    const {
      recipients = [{ type: 'email', targetType: 'issue_owners' as const }],
    } = alert;
    this.addWorkflow(organization, {
      name: alert.name,
      enabled: alert.enabled ?? true,
      config: { frequency: 30 },
      environment: alert.environment ?? null,
      owner: null,
      detectorIds: [`${project.id}02`],
      ...(alert.lastTriggered !== undefined && {
        lastTriggered: alert.lastTriggered,
      }),
      triggers: {
        logicType: 'any-short',
        conditions: [
          { type: 'new_high_priority_issue', ...condition },
          { type: 'existing_high_priority_issue', ...condition },
        ],
        actions: [],
      },
      actionFilters: [
        {
          logicType: 'all',
          conditions: [],
          actions: recipients.map(({ type, ...config }) => ({
            id: this.#nextId(),
            type,
            integrationId: null,
            data:
              config.targetType === 'issue_owners'
                ? { fallthroughType: 'ActiveMembers' }
                : {},
            config: { targetDisplay: null, targetIdentifier: null, ...config },
            status: 'active',
          })),
        },
      ],
    });
  }

  metricAlerts({ id }: EmulatorProject): MetricAlert[] {
    return this.#metricAlerts.filter(({ project }) => project.id === id);
  }

  addMetricAlert(project: EmulatorProject, alert: EmulatorAlert): void {
    this.#metricAlerts.push({
      ...alert,
      id: this.#nextId(),
      project,
      createdAt: this.#clock(),
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
