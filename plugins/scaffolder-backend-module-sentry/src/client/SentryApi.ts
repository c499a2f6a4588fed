import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { readJsonBody, withoutSecrets } from 'backstage-plugin-sentry-node';
import type { z } from 'zod';
import type { ProvisioningPlace } from './readPlace';
import { errorOf, type Purpose, type Refusal } from './refusal';

const TIMEOUT_MS = 30_000;
const MAX_BODY_BYTES = 2 * 1024 * 1024;
// Sentry's pages have 100 items: a list of more than these is not looked through.
const MAX_PAGES = 10;

/** A request of the Web API. */
export interface ApiRequest<T> extends Purpose {
  method?: 'GET' | 'POST';
  /** Made by {@link apiPath}. */
  path: string;
  query?: Record<string, string>;
  body?: unknown;
  /** What a success looks like. */
  schema: z.ZodType<T>;
}

/** A success, or a refusal that the caller handles itself. */
export type ApiAttempt<T> =
  { status: number; data: T } | { status: number; body: unknown };

interface Answer extends Refusal {
  ok: boolean;
}

/**
 * Writes a path, in which each value occupies exactly one segment.
 *
 * @example
 * apiPath`/projects/${organization}/${project}/`
 */
export function apiPath(
  parts: TemplateStringsArray,
  ...values: string[]
): string {
  return parts.reduce((path, part, index) => {
    const value = values[index - 1];
    // URL parsers resolve `..`, encoded or not: it would climb to another endpoint.
    if (!value.trim() || value === '.' || value === '..') {
      throw new InputError(`"${value}" is no slug`);
    }
    return path + encodeURIComponent(value) + part;
  });
}

/** Asks one Sentry, with the one token that belongs to its address. */
export class SentryApi {
  readonly place: ProvisioningPlace;
  readonly #token: string;
  readonly #signal?: AbortSignal;

  /** @throws InputError without a token */
  constructor(options: { place: ProvisioningPlace; signal?: AbortSignal }) {
    const { place, signal } = options;
    if (!place.token) {
      throw new InputError(
        `No valid sentry token given. Ask your platform team to set ${place.tokenSource}.`,
      );
    }
    this.place = place;
    this.#token = place.token;
    this.#signal = signal;
  }

  /** @throws an error that says what failed, in Sentry's words, and what to do */
  async request<T>(request: ApiRequest<T>): Promise<T> {
    return this.#resultOf(await this.#ask(request), request);
  }

  /** The same, where the caller handles some refusals itself. */
  async attempt<T>(
    request: ApiRequest<T>,
    handled: number[],
  ): Promise<ApiAttempt<T>> {
    const answer = await this.#ask(request);
    const { status, body } = answer;
    return !answer.ok && handled.includes(status)
      ? { status, body }
      : { status, data: this.#resultOf(answer, request) };
  }

  /**
   * The first item of a list that is looked for, as {@link attempt} answers it.
   *
   * @throws InputError where it is not on the first ten pages, and there are more
   */
  async find<T>(
    request: ApiRequest<T[]>,
    isWanted: (item: T) => boolean,
    handled: number[] = [],
  ): Promise<ApiAttempt<T | undefined>> {
    let query = request.query;
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const answer = await this.#ask({ ...request, query });
      const { status, body, headers } = answer;
      if (!answer.ok && handled.includes(status)) {
        return { status, body };
      }
      const found = this.#resultOf(answer, request).find(isWanted);
      const cursor = nextCursor(headers.get('link'));
      if (found !== undefined || cursor === undefined) {
        return { status, data: found };
      }
      query = { ...request.query, cursor };
    }
    throw new InputError(
      `Can't ${request.what}: it is not on the first ${MAX_PAGES} pages of Sentry's list, which goes on.`,
    );
  }

  async #ask(request: ApiRequest<unknown>): Promise<Answer> {
    const { method = 'GET', path, query = {}, body } = request;
    const search = new URLSearchParams(query).toString();
    const response = await this.send(
      `${this.place.apiBaseUrl}${path}${search && `?${search}`}`,
      {
        method,
        headers: {
          Authorization: `Bearer ${this.#token}`,
          'Content-Type': 'application/json',
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      },
      request,
    );
    const { ok, status, headers } = response;
    return { ok, status, headers, body: await this.#read(response, request) };
  }

  /** Never follows a redirect: the token, or an event, would go to another address. */
  async send(
    url: string,
    init: RequestInit,
    { what }: Pick<Purpose, 'what'>,
  ): Promise<Response> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    try {
      return await fetch(url, {
        ...init,
        redirect: 'manual',
        signal: this.#signal
          ? AbortSignal.any([this.#signal, timeout])
          : timeout,
      });
    } catch (error) {
      this.#signal?.throwIfAborted();
      throw new ServiceUnavailableError(
        `Can't ${what}: ${new URL(url).host} ${timeout.aborted ? `did not answer within ${TIMEOUT_MS / 1000} s` : "can't be reached"}. Retry this step. If this continues, ask your platform team.`,
        error,
      );
    }
  }

  #resultOf<T>(answer: Answer, request: ApiRequest<T>): T {
    if (!answer.ok) {
      throw errorOf(answer, request, this.place);
    }
    const parsed = request.schema.safeParse(answer.body);
    if (!parsed.success) {
      const { host } = new URL(this.place.apiBaseUrl);
      throw new ServiceUnavailableError(
        `Can't ${request.what}: Sentry (${host}) sent an answer that is not Sentry's. Ask your platform team to check ${this.place.apiBaseUrl}.`,
      );
    }
    return parsed.data;
  }

  /** The JSON of an answer; undefined where a refusal has none. */
  async #read(response: Response, { what }: Purpose): Promise<unknown> {
    const type = response.headers.get('content-type')?.toLowerCase() ?? '';
    const answer = await readJsonBody(response, { maxBytes: MAX_BODY_BYTES });
    // Sentry labels the JSON of some refusals as HTML.
    if (response.ok && !type.includes('application/json')) {
      throw new ServiceUnavailableError(
        `Can't ${what}: Unexpected Sentry response content type. Ask your platform team to check ${this.place.apiBaseUrl}.`,
      );
    }
    if (answer.kind === 'json') {
      // A server that echoes the token must not put it into outputs and task logs.
      return withoutSecrets(answer.value, [this.#token]);
    }
    if (response.ok) {
      throw new ServiceUnavailableError(
        `Can't ${what}: Invalid JSON response from Sentry, or more than ${MAX_BODY_BYTES / 1024 / 1024} MB of it.`,
      );
    }
    return undefined;
  }
}

/** Sentry names a next page even where there is none, with `results="false"`. */
function nextCursor(link: string | null): string | undefined {
  const next = link?.split(',').find(part => part.includes('rel="next"'));
  const [, cursor] = /cursor="([^"]+)"/.exec(next ?? '') ?? [];
  return next?.includes('results="true"') ? cursor : undefined;
}
