import { z } from 'zod';

// Of an organization; what is left out of them counts as changed, all at once.
const MAX_PROJECTS = 500;

const entry = z.object({ id: z.string().max(100), at: z.number() });

/** The last change of something: its name, and when it was, in milliseconds since 1970. */
export type ChangeEntry = z.infer<typeof entry>;

const journal = z.object({
  projects: z.record(z.string(), entry),
  floor: entry.optional(),
});

/** The last changes of an organization's issues, by the id of their project. */
export interface Journal {
  projects: Record<string, ChangeEntry>;
  /** Of all projects that are not named. */
  floor?: ChangeEntry;
}

/** @returns `undefined` for what is no journal */
export function readJournal(json: string): Journal | undefined {
  try {
    return journal.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

/** What both know; the same whichever comes first. */
export function mergeJournals(a: Journal, b: Journal): Journal {
  const projects = { ...a.projects };
  for (const [id, other] of Object.entries(b.projects)) {
    projects[id] = later(projects[id], other);
  }
  const floor = b.floor ? later(a.floor, b.floor) : a.floor;
  return { projects, ...(floor && { floor }) };
}

/**
 * Leaves out what is too old to matter, and of too many the oldest.
 *
 * @param since - the time from which on a change matters
 */
export function pruneJournal(
  { projects, floor }: Journal,
  since: number,
): Journal {
  const current = Object.entries(projects)
    .filter(([, { at }]) => at >= since)
    .sort(([, a], [, b]) => b.at - a.at);
  const [dropped] = current.slice(MAX_PROJECTS);
  const kept = dropped ? later(floor, dropped[1]) : floor;
  return {
    projects: Object.fromEntries(current.slice(0, MAX_PROJECTS)),
    ...(kept && kept.at >= since && { floor: kept }),
  };
}

/**
 * Names the state of these projects: another name after each change of one of them, empty
 * where none is known of.
 */
export function versionOf(
  { projects, floor }: Journal,
  ids: string[],
): string[] {
  const changes = ids.flatMap(id => projects[id]?.id ?? []);
  return [...new Set([...changes, ...(floor ? [floor.id] : [])])].sort();
}

function later(a: ChangeEntry | undefined, b: ChangeEntry): ChangeEntry {
  if (!a || b.at > a.at) {
    return b;
  }
  return a.at === b.at && b.id > a.id ? b : a;
}
