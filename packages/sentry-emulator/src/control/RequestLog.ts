import type { Request, Response } from 'express';
import type { LoggedRequest } from '../types/Emulator';

const maxEntries = 200_000;

/** Requests in the order of their arrival. Nothing of a header is ever kept. */
export class RequestLog {
  #entries: (LoggedRequest | { request: LoggedRequest; res: Response })[] = [];

  /** Notes a request at once; its status is known once it is answered. */
  add(req: Request, res: Response): void {
    const [path, query = ''] = req.originalUrl.split('?', 2);
    const request = { method: req.method, path, query, status: 0 };
    const index = this.#entries.push({ request, res }) - 1;
    const entries = this.#entries;
    res.once('close', () => {
      entries[index] = { ...request, status: statusOf(res) };
    });
    if (this.#entries.length > maxEntries) {
      this.#entries = this.#entries.slice(maxEntries / 2);
    }
  }

  list(): LoggedRequest[] {
    return this.#entries.map(entry =>
      'res' in entry
        ? { ...entry.request, status: statusOf(entry.res) }
        : { ...entry },
    );
  }

  clear(): void {
    this.#entries = [];
  }
}

function statusOf(res: Response): number {
  return res.headersSent ? res.statusCode : 0;
}
