import { createHash } from 'node:crypto';
import type { DiscoveryService } from '@backstage/backend-plugin-api';
import type { SentryWebhookStatus } from 'backstage-plugin-sentry-common';
import {
  sentryLinks,
  SentryProblemError,
  type SentryClient,
  type SentryInstanceConfig,
  type SentryWebhookSource,
  type SentryAnswer,
} from 'backstage-plugin-sentry-node';
import type { Database } from '../../live/database';

// Of a storm, one time in so long is written down.
const NOTED_MS = 10_000;
const INGRESS = '/http/sentry';

/** When the last webhook of each instance arrived, whichever replica it came to. */
export class ReceivedWebhooks {
  readonly #database: Database;
  /** By key; in milliseconds since 1970. Of configured instances alone, so bounded. */
  readonly #noted = new Map<string, number>();

  constructor(database: Database) {
    this.#database = database;
  }

  async note(instance: string, at: number): Promise<void> {
    const key = keyOf(instance);
    if (Math.abs(at - (this.#noted.get(key) ?? 0)) < NOTED_MS) {
      return;
    }
    this.#noted.set(key, at);
    await this.#database('settings')
      .insert({ key, value: new Date(at).toISOString() })
      .onConflict('key')
      .merge();
  }

  /** As ISO 8601 in UTC. */
  async lastOf(instance: string): Promise<string | undefined> {
    const row = await this.#database('settings')
      .where({ key: keyOf(instance) })
      .first();
    return row?.value;
  }
}

interface WebhookOptions {
  discovery: DiscoveryService;
  /** What config accepts webhooks of. */
  sources: SentryWebhookSource[];
  received: ReceivedWebhooks;
  isDefault: boolean;
}

/**
 * Compares the integrations of the instance's organization with this portal's address, in one
 * call. Never throws a `SentryProblemError`.
 *
 * @param client - absent where the caller has none: then only config is looked at
 */
export async function inspectWebhooks(
  instance: SentryInstanceConfig,
  client: SentryClient | undefined,
  { discovery, sources, received, isDefault }: WebhookOptions,
): Promise<SentryWebhookStatus> {
  const { name, organization } = instance;
  const base = `${await discovery.getExternalBaseUrl('events')}${INGRESS}`;
  const own = `${base}/${name}`;
  // The address without a name is the default instance's.
  const urls = isDefault ? [base, own] : [own];
  const hasSecret = sources.some(source => source.instance === name);
  // The page is about Sentry: it goes on where the database is out of reach.
  const lastReceivedAt = await received.lastOf(name).catch(() => undefined);
  const status = {
    url: urls[0],
    hasSecret,
    ...(lastReceivedAt && { lastReceivedAt }),
  };
  const missing: SentryWebhookStatus['missing'] = hasSecret ? [] : ['secret'];
  if (organization === undefined || !client) {
    return { ...status, missing };
  }
  const place = { ...instance, organization };
  try {
    const all = await client.listIntegrations(organization);
    const found = findIntegration(all, urls);
    if (!found) {
      const settingsLink = sentryLinks.integrations(place);
      return { ...status, missing: [...missing, 'integration'], settingsLink };
    }
    const { integration, webhookUrl, isExact } = found;
    const { name: title, resources, isAlertable, slug } = integration;
    // A gateway may have another address: what has arrived has come through it.
    if (!isExact && !lastReceivedAt) {
      missing.push('address');
    }
    if (integration.isDisabled) {
      missing.push('enabled');
    }
    if (!resources.includes('issue')) {
      missing.push('issue');
    }
    return {
      ...status,
      integration: { name: title, webhookUrl, resources, isAlertable },
      missing,
      settingsLink: sentryLinks.integrations(place, slug),
    };
  } catch (error) {
    if (!(error instanceof SentryProblemError)) {
      throw error;
    }
    const settingsLink = sentryLinks.integrations(place);
    return { ...status, missing, settingsLink, problem: error.toProblem() };
  }
}

/** The one that sends to an address, or else to its path at another host; those that are on first. */
function findIntegration(
  all: SentryAnswer<'listIntegrations'>[number][],
  urls: string[],
) {
  const wanted = urls.map(url => new URL(url));
  const rated = all.flatMap(integration => {
    const url = URL.parse(integration.webhookUrl ?? '');
    if (!url) {
      return [];
    }
    const path = url.pathname.replace(/\/+$/, '');
    const isExact = wanted.some(
      one => one.origin === url.origin && one.pathname === path,
    );
    const isAlike = wanted.some(({ pathname }) =>
      path.endsWith(pathname.slice(pathname.indexOf(INGRESS))),
    );
    // A query or a name before the host may be a secret.
    const webhookUrl = `${url.origin}${path}`;
    return isExact || isAlike ? [{ integration, webhookUrl, isExact }] : [];
  });
  const rate = ({ integration, isExact }: (typeof rated)[number]) =>
    (isExact ? 2 : 0) + (integration.isDisabled ? 0 : 1);
  return rated.sort((a, b) => rate(b) - rate(a)).at(0);
}

function keyOf(instance: string): string {
  // The column takes 64 characters.
  const hash = createHash('sha256').update(instance).digest('base64url');
  return `webhook:${hash}`;
}
