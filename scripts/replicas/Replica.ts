import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@backstage/types';
import { until } from './stores';

/** An answer of a list of issues, as far as it is looked at. */
interface IssueList {
  items: { id: string; title: string }[];
}

/** A replica of the portal, and a guest who asks it. */
export class Replica {
  readonly url: string;
  readonly #config: JsonObject;
  readonly #log: string;
  #child?: ChildProcess;
  #authorization = '';

  constructor(options: { port: number; config: JsonObject; log: string }) {
    this.url = `http://127.0.0.1:${options.port}`;
    this.#config = options.config;
    this.#log = options.log;
  }

  get isAlive(): boolean {
    return (
      this.#child !== undefined &&
      this.#child.exitCode === null &&
      this.#child.signalCode === null
    );
  }

  /** Resolves once it is ready, its catalog is filled and the guest is signed in. */
  async start(): Promise<void> {
    const log = openSync(this.#log, 'a');
    this.#child = fork(join(__dirname, 'backend.ts'), {
      stdio: ['ignore', log, log, 'ipc'],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        LOG_LEVEL: 'warn',
        REPLICA_CONFIG: JSON.stringify(this.#config),
      },
    });
    await until(async () => {
      if (!this.isAlive) {
        throw new Error(`A replica ended:\n${this.log}`);
      }
      const { ok } = await this.#fetch('/.backstage/health/v1/readiness');
      return ok;
    }, 'a replica is ready');
    await until(async () => {
      const answer = await this.#fetch('/api/auth/guest/refresh');
      if (!answer.ok) {
        return false;
      }
      const { backstageIdentity } = await answer.json();
      this.#authorization = `Bearer ${backstageIdentity.token}`;
      const { status } = await this.ask('service-1', '/issues');
      return status === 200;
    }, 'the catalog of a replica is filled');
  }

  /** Ends it at once, as a crash would. */
  async kill(): Promise<void> {
    if (this.#child && this.isAlive) {
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGKILL');
      await ended;
    }
  }

  get log(): string {
    return readFileSync(this.#log, 'utf8').slice(-3_000);
  }

  /** @param route - of the entity, with its query */
  ask(
    entity: string,
    route: string,
    init: RequestInit = {},
  ): Promise<Response> {
    return this.#fetch(
      `/api/sentry/entities/component/default/${entity}${route}`,
      init,
    );
  }

  /** Ids of its unresolved issues by title. */
  async issues(entity: string): Promise<Map<string, string>> {
    const answer = await this.ask(entity, '/issues');
    const list: IssueList = answer.ok ? await answer.json() : { items: [] };
    return new Map(list.items.map(({ id, title }) => [title, id]));
  }

  /** @returns whether a look was begun: elsewhere one may be under way */
  async look(): Promise<boolean> {
    const { ok } = await this.#fetch(
      '/api/sentry/.backstage/scheduler/v1/tasks/sentry-notifications/trigger',
      { method: 'POST' },
    );
    return ok;
  }

  /** The guest's notifications about an issue. */
  async notified(title: string): Promise<{ updated?: string | null }[]> {
    const answer = await this.#fetch(
      '/api/notifications/notifications?limit=100',
    );
    const { notifications = [] } = answer.ok ? await answer.json() : {};
    return notifications.filter((one: { payload: { title: string } }) =>
      one.payload.title.includes(title),
    );
  }

  /** A connection that is refused is an answer, too. */
  async #fetch(path: string, init: RequestInit = {}): Promise<Response> {
    try {
      return await fetch(`${this.url}${path}`, {
        ...init,
        headers: {
          authorization: this.#authorization,
          'content-type': 'application/json',
        },
        signal: AbortSignal.timeout(15_000),
      });
    } catch {
      return new Response(null, { status: 503 });
    }
  }
}
