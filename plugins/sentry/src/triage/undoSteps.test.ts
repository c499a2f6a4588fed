import { makeIssue } from '../__testUtils__/data';
import type { TriageAct } from './types';
import { undoSteps } from './undoSteps';

const checkout = { type: 'team', id: '12', name: 'checkout' } as const;
const first = makeIssue({ priority: 'high', assignee: checkout });
const second = makeIssue({ id: '2', priority: 'medium', assignee: undefined });
const third = makeIssue({ id: '3', priority: 'high', assignee: checkout });
const all = [first, second, third];
const lower: TriageAct = { kind: 'priority', change: { priority: 'low' } };
const assign: TriageAct = {
  kind: 'assign',
  change: { assignedTo: 'user:9' },
  assignee: { type: 'user', id: '9', name: 'Ada' },
};

describe('undoSteps', () => {
  it('gives each issue the priority that it had, those of one at once', () => {
    expect(undoSteps(all.map(issue => ({ issue, act: lower })))).toEqual([
      {
        issues: [first, third],
        act: { kind: 'priority', change: { priority: 'high' } },
      },
      {
        issues: [second],
        act: { kind: 'priority', change: { priority: 'medium' } },
      },
    ]);
  });

  it('gives each issue back to whom it was assigned to, or to nobody', () => {
    expect(undoSteps(all.map(issue => ({ issue, act: assign })))).toEqual([
      {
        issues: [first, third],
        act: {
          kind: 'assign',
          change: { assignedTo: 'team:12' },
          assignee: checkout,
        },
      },
      {
        issues: [second],
        act: { kind: 'assign', change: { assignedTo: null } },
      },
    ]);
  });

  it('opens again what was open, and nothing else', () => {
    const act: TriageAct = { kind: 'resolve', change: { status: 'resolved' } };
    const archived = makeIssue({ id: '4', status: 'ignored' });
    expect(undoSteps([first, archived].map(issue => ({ issue, act })))).toEqual(
      [
        {
          issues: [first],
          act: { kind: 'reopen', change: { status: 'unresolved' } },
        },
      ],
    );
  });

  it('knows no way back from a look at an issue', () => {
    const act: TriageAct = { kind: 'review', change: { isReviewed: true } };
    expect(undoSteps([{ issue: first, act }])).toEqual([]);
  });
});
