import type { SentryIssue } from 'backstage-plugin-sentry-common';
import type { IssuePatch } from './types';

/** A change of an issue on top of what was loaded of it. */
interface Overlay {
  act: number;
  patch: IssuePatch;
  /** Which of the settled changes it is; undefined while it is only a guess. */
  settled?: number;
}

/** An issue's place, whichever Sentry it is of. */
export function keyOf({ id, project }: SentryIssue): string {
  return JSON.stringify([project.instance, project.organization, id]);
}

/**
 * What was changed here, over what was loaded before it; never over what was loaded
 * after it, which knows better. A value: each change makes another.
 */
export class Overlays {
  readonly #of: ReadonlyMap<string, readonly Overlay[]>;

  constructor(of: ReadonlyMap<string, readonly Overlay[]> = new Map()) {
    this.#of = of;
  }

  /** What is known of an issue that was loaded when so many changes were settled. */
  patchOf(issue: SentryIssue, loadedAt: number): IssuePatch {
    return this.#over(issue)
      .filter(({ settled }) => settled === undefined || settled > loadedAt)
      .reduce<IssuePatch>((all, { patch }) => ({ ...all, ...patch }), {});
  }

  /** Whether it was changed here at all. */
  has(issue: SentryIssue): boolean {
    return this.#over(issue).length > 0;
  }

  guess(act: number, issues: SentryIssue[], patch: IssuePatch): Overlays {
    return this.#with(issues, overlays => [...overlays, { act, patch }]);
  }

  settle(act: number, issue: SentryIssue, patch: IssuePatch, settled: number) {
    return this.#with([issue], overlays =>
      overlays.map(one => (one.act === act ? { act, patch, settled } : one)),
    );
  }

  rollBack(act: number, issues: SentryIssue[]): Overlays {
    return this.#with(issues, overlays =>
      overlays.filter(one => one.act !== act),
    );
  }

  #over(issue: SentryIssue): readonly Overlay[] {
    return this.#of.get(keyOf(issue)) ?? [];
  }

  #with(
    issues: SentryIssue[],
    change: (overlays: readonly Overlay[]) => readonly Overlay[],
  ): Overlays {
    const next = new Map(this.#of);
    for (const issue of issues) {
      next.set(keyOf(issue), change(this.#over(issue)));
    }
    return new Overlays(next);
  }
}
