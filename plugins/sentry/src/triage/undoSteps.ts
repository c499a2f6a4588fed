import type { TriageAct, TriageDone, TriageStep } from './types';

/** What takes changes back: a step for each value that the issues had before. */
export function undoSteps(done: TriageDone[]): TriageStep[] {
  const steps = new Map<string, TriageStep>();
  for (const one of done) {
    const act = undoOf(one);
    if (act) {
      const key = JSON.stringify(act.change);
      const step = steps.get(key) ?? { issues: [], act };
      steps.set(key, step);
      step.issues.push(one.issue);
    }
  }
  return [...steps.values()];
}

/** Undefined where there is no way back: nobody can look at an issue for the first time again. */
function undoOf({ issue, act }: TriageDone): TriageAct | undefined {
  switch (act.kind) {
    case 'resolve':
    case 'archive':
      // Until when another one was archived is not known here.
      return issue.status === 'unresolved'
        ? { kind: 'reopen', change: { status: 'unresolved' } }
        : undefined;
    case 'priority':
      return (
        issue.priority && {
          kind: 'priority',
          change: { priority: issue.priority },
        }
      );
    case 'assign':
      // Some servers tell no more than a name, which can't be given back.
      return issue.assignee?.id === 'unknown'
        ? undefined
        : assignTo(issue.assignee);
    default:
      return undefined;
  }
}

/** @param assignee - undefined for nobody */
export function assignTo(assignee: TriageAct['assignee']): TriageAct {
  return {
    kind: 'assign',
    change: {
      assignedTo: assignee ? `${assignee.type}:${assignee.id}` : null,
    },
    ...(assignee && { assignee }),
  };
}
