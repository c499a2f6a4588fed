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
export function keyOf({
  id,
  project,
}: Pick<SentryIssue, 'id' | 'project'>): string {
  return JSON.stringify([project.instance, project.organization, id]);
}

/**
 * What was changed here, over what was loaded before it; never over what was loaded
 * after it, which knows better. A value: each change makes another.
 */
export class Overlays {
  /** Of each issue those that are settled, in that order, and then the guesses. */
  readonly #of: ReadonlyMap<string, readonly Overlay[]>;

  constructor(of: ReadonlyMap<string, readonly Overlay[]> = new Map()) {
    this.#of = of;
  }

  /** What is known of an issue that was loaded when so many changes were settled. */
  patchOf(issue: SentryIssue, loadedAt: number): IssuePatch {
    return this.#since(issue, loadedAt).reduce<IssuePatch>(
      (all, { patch }) => ({ ...all, ...patch }),
      {},
    );
  }

  /** Whether it was changed here since it was loaded. */
  hasSince(issue: SentryIssue, loadedAt: number): boolean {
    return this.#since(issue, loadedAt).length > 0;
  }

  guess(act: number, issues: SentryIssue[], patch: IssuePatch): Overlays {
    return this.#with(issues, overlays => [...overlays, { act, patch }]);
  }

  /** Sentry's answer, which knows of everything that was settled before it. */
  settle(
    act: number,
    issue: SentryIssue,
    patch: IssuePatch,
    settled: number,
  ): Overlays {
    return this.#with([issue], overlays => [
      { act, patch, settled },
      ...guessesOf(overlays).filter(one => one.act !== act),
    ]);
  }

  /** Leaves it at the guess until more is loaded, as Sentry did not say. */
  presume(act: number, issue: SentryIssue, settled: number): Overlays {
    return this.#with([issue], overlays => [
      ...overlays.filter(one => one.settled !== undefined),
      ...guessesOf(overlays)
        .filter(one => one.act === act)
        .map(one => ({ ...one, settled })),
      ...guessesOf(overlays).filter(one => one.act !== act),
    ]);
  }

  rollBack(act: number, issues: SentryIssue[]): Overlays {
    return this.#with(issues, overlays =>
      overlays.filter(one => one.act !== act),
    );
  }

  #since(issue: SentryIssue, loadedAt: number): readonly Overlay[] {
    return this.#over(issue).filter(
      ({ settled }) => settled === undefined || settled > loadedAt,
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
      const overlays = change(next.get(keyOf(issue)) ?? []);
      if (overlays.length > 0) {
        next.set(keyOf(issue), overlays);
      } else {
        next.delete(keyOf(issue));
      }
    }
    return new Overlays(next);
  }
}

function guessesOf(overlays: readonly Overlay[]): readonly Overlay[] {
  return overlays.filter(({ settled }) => settled === undefined);
}
