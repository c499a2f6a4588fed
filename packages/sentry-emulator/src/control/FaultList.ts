import { z } from 'zod';
import type { EmulatorFault } from '../types';

export const faultSchema = z.strictObject({
  path: z.string().optional(),
  method: z.string().optional(),
  latencyMs: z.number().nonnegative().optional(),
  status: z.number().int().min(200).max(599).optional(),
  detail: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  body: z.enum(['html', 'truncated', 'reset']).optional(),
  rateLimit: z
    .strictObject({
      limit: z.number().int().nonnegative(),
      windowSeconds: z.number().positive(),
    })
    .optional(),
  times: z.number().int().positive().optional(),
});

/** The faults in force. A fault with `times` is gone after that many hits. */
export class FaultList {
  #faults: { fault: EmulatorFault; left: number }[] = [];

  add(fault: EmulatorFault): void {
    this.#faults.push({ fault: { ...fault }, left: fault.times ?? Infinity });
  }

  clear(): void {
    this.#faults = [];
  }

  /** Those that a request meets, in the order in which they were set. */
  matching(path: string, method: string): EmulatorFault[] {
    return this.#faults
      .map(({ fault }) => fault)
      .filter(
        fault =>
          path.startsWith(fault.path ?? '') &&
          (fault.method ?? method) === method,
      );
  }

  /** Notes that a fault has hit a request. */
  hit(fault: EmulatorFault): void {
    this.#faults = this.#faults
      .map(entry =>
        entry.fault === fault ? { fault, left: entry.left - 1 } : entry,
      )
      .filter(entry => entry.left > 0);
  }
}
