import { addReleases } from './addReleases';
import { startTriage, type DemoTriage } from './triage';
import {
  planProgram,
  type PlannedEvent,
  type PlannedIssue,
} from './planProgram';
import { planSessions } from './planSessions';
import { programs, type Program } from './programs';
import { sendFindings } from './sendFindings';
import { SdkSender, type Emulator } from 'backstage-plugin-sentry-emulator';
import { basename } from 'node:path';

const archives = [
  { status: 'ignored', substatus: 'archived_forever' },
  { status: 'ignored', substatus: 'archived_until_escalating' },
  {
    status: 'ignored',
    substatus: 'archived_until_condition_met',
    statusDetails: { ignoreUserCount: 100 },
  },
];

/**
 * Fills the emulator of the default world with the demo: the sample programs fail
 * as if over the last fourteen days and report it with the official SDK, and in
 * between issues are resolved, archived and assigned through the Web API. The same
 * seed and clock give the same events. Clears the request log.
 */
export async function sendDemoEvents(emulator: Emulator): Promise<void> {
  if (emulator.dialect === 'glitchtip') {
    // It has no archiving, no priorities and no releases to resolve in.
    return;
  }
  for (const program of programs) {
    await runProgram(program, emulator);
  }
  await sendFindings(emulator);
  emulator.clearRequests();
}

/** What one program reports, and what its people do about it. */
export async function runProgram(
  program: Program,
  emulator: Emulator,
): Promise<void> {
  addReleases(program, emulator);
  const issues = planProgram(program, {
    now: emulator.now(),
    seed: emulator.seed,
  });
  const triage = startTriage(emulator, program.organization);
  const sender = new SdkSender({
    dsn: emulator.dsn(program.organization, program.project),
    rewriteFrame: demoFrame,
    serverName: `${program.project}-1`,
  });
  try {
    // One at a time first, so that every run numbers the issues alike.
    const firsts = inOrder(issues.map(issue => issue.events[0]));
    for (const event of firsts) {
      await sender.send(event.create());
      await sender.flush();
    }
    await sendAll(
      sender,
      issues.flatMap(issue => issue.events.slice(1)),
    );
    const ids = await findIds(issues, triage);
    await settle(issues, ids, program, triage);
    await sendAll(
      sender,
      issues.flatMap(issue => issue.relapse),
    );
    await sender.sendSessions(
      planSessions(program, { now: emulator.now(), seed: emulator.seed }),
    );
  } finally {
    triage.close();
    await sender.close();
  }
}

async function sendAll(
  sender: SdkSender,
  events: PlannedEvent[],
): Promise<void> {
  for (const event of inOrder(events)) {
    await sender.send(event.create());
  }
  await sender.flush();
}

/** The issues' ids, in the order of the plan. */
async function findIds(
  issues: PlannedIssue[],
  triage: DemoTriage,
): Promise<string[]> {
  const ids: string[] = [];
  for (const { events } of issues) {
    ids.push(await triage.findIssue(events[0].create().eventId ?? ''));
  }
  return ids;
}

/** What people did: resolved, archived, assigned, chose a priority. */
async function settle(
  issues: PlannedIssue[],
  ids: string[],
  program: Program,
  triage: DemoTriage,
): Promise<void> {
  const team = program.teamId;
  for (const [index, { story }] of issues.entries()) {
    const change = {
      ...(story === 'regressed' && { status: 'resolved' }),
      ...(story === 'resolved' && {
        status: index % 2 ? 'resolved' : 'resolvedInNextRelease',
      }),
      ...(story === 'archived' && archives[index % archives.length]),
      ...(index % 9 === 2 && { assignedTo: `team:${team}` }),
      ...(index % 14 === 5 &&
        program.members.length > 0 && {
          assignedTo: `user:${program.members[index % program.members.length]}`,
        }),
      ...(index % 13 === 4 && { priority: index % 2 ? 'low' : 'medium' }),
    };
    if (Object.keys(change).length > 0) {
      await triage.update(ids[index], change);
    }
  }
}

function inOrder(events: PlannedEvent[]): PlannedEvent[] {
  return [...events].sort((a, b) => a.time - b.time);
}

/** A sample program's folder is its component; what it runs is below `src`. */
const programFile = /\/examples\/programs\/[^/]+\/(src\/.+)$/;

/**
 * Names a stack frame as in a deployed program: the sample program's file below
 * `app:///`, everything else as foreign code, so that no path of this machine is sent.
 */
function demoFrame(path: string): { filename: string; inApp: boolean } {
  const normalized = path.replaceAll('\\', '/');
  const file = programFile.exec(normalized)?.[1];
  return file === undefined
    ? { filename: `app:///runner/${basename(normalized)}`, inApp: false }
    : { filename: `app:///${file}`, inApp: true };
}
