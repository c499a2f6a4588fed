import { createHmac, randomUUID } from 'node:crypto';
import { describeChange, type Webhook } from './describeChange';
import type { Integration, Organization } from '../directory';
import type { Activity, Issue } from '../store/Issue';
import type { EmulatorDelivery } from '../types/Emulator';
import type { ApiContext } from '../webApi/types';

const timeoutMs = 1000;
const mostDeliveries = 10_000;

/**
 * Sends webhooks to internal integrations as Sentry does [sentry_apps/tasks/sentry_apps.py,
 * utils/sentry_apps/webhooks.py]: once, whatever the answer, and not in order.
 */
export class WebhookSender {
  readonly #context: ApiContext;
  readonly #underWay = new Set<Promise<void>>();
  readonly #stopped = new AbortController();
  #deliveries: EmulatorDelivery[] = [];

  constructor(context: ApiContext) {
    this.#context = context;
  }

  announce(issue: Issue, change: 'created' | Activity): void {
    const { directory } = this.#context;
    const { organization } = directory.findProject(issue.project.id) ?? {};
    const integrations = organization
      ? directory.integrations(organization).filter(one => !one.isDisabled)
      : [];
    if (!organization || integrations.length === 0) {
      return;
    }
    const sent = this.#send(issue, change, organization, integrations);
    this.#underWay.add(sent);
    void sent.finally(() => this.#underWay.delete(sent));
  }

  async deliveries(): Promise<EmulatorDelivery[]> {
    while (this.#underWay.size > 0) {
      await Promise.all(this.#underWay);
    }
    return [...this.#deliveries];
  }

  stop(): void {
    this.#stopped.abort();
  }

  async #send(
    issue: Issue,
    change: 'created' | Activity,
    organization: Organization,
    integrations: Integration[],
  ): Promise<void> {
    // By then the change is complete.
    await Promise.resolve();
    const webhooks = describeChange(issue, change, organization, this.#context);
    await Promise.all(
      integrations.flatMap(integration =>
        webhooks
          .filter(({ resource }) => isSubscribed(integration, resource))
          .map(webhook => this.#deliver(webhook, integration, organization)),
      ),
    );
  }

  async #deliver(
    webhook: Webhook,
    integration: Integration,
    organization: Organization,
  ): Promise<void> {
    const { resource, action } = webhook;
    const { webhookUrl: url, clientSecret } = integration;
    const body = pythonJson({
      action,
      installation: { uuid: integration.installation },
      data: webhook.data,
      actor: actorOf(webhook.user, organization),
    });
    const requestId = randomUUID().replaceAll('-', '');
    const delivery = { url, resource, action, requestId };
    const { status, error } = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Request-ID': requestId,
        'Sentry-Hook-Resource': resource,
        'Sentry-Hook-Timestamp': String(Math.floor(Date.now() / 1000)),
        'Sentry-Hook-Signature': createHmac('sha256', clientSecret)
          .update(body)
          .digest('hex'),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([
        this.#stopped.signal,
        AbortSignal.timeout(timeoutMs),
      ]),
    }).then(
      async response => {
        await response.body?.cancel();
        return {
          status: response.status,
          error: response.headers.get('Sentry-Hook-Error'),
        };
      },
      () => ({ status: 0, error: null }),
    );
    this.#deliveries.push({ ...delivery, status, ...(error && { error }) });
    this.#deliveries = this.#deliveries.slice(-mostDeliveries);
  }
}

function isSubscribed(integration: Integration, resource: string): boolean {
  return resource === 'event_alert'
    ? integration.isAlertable
    : integration.events.some(event => event === resource);
}

function actorOf(
  user: string | undefined,
  { members = [] }: Organization,
): Record<string, unknown> {
  if (user === undefined) {
    return { type: 'application', id: 'sentry', name: 'Sentry' };
  }
  const member = members.find(({ id }) => id === user);
  return { type: 'user', id: Number(user), name: member?.name ?? '' };
}

/** As Python writes it: a signature over the text that JavaScript makes of it is another. */
function pythonJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
