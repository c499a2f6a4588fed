import type { SentryAssignee } from 'backstage-plugin-sentry-common';
import { makeIssue } from '../__testUtils__/data';
import { type TriageAct, undoSteps } from './acts';

const assign: TriageAct = { kind: 'assign', change: { assignedTo: null } };

function assigned(id: string, assignee: SentryAssignee | undefined) {
  return { issue: makeIssue({ id, assignee }), act: assign };
}

describe('undoSteps', () => {
  it('gives issues back to whom they were assigned to, in a request each', () => {
    const ada = { type: 'user', id: '501', name: 'Ada Park' } as const;
    const steps = undoSteps([
      assigned('1', ada),
      assigned('2', undefined),
      assigned('3', ada),
    ]);
    expect(
      steps.map(({ act, issues }) => [
        act.change.assignedTo,
        issues.map(({ id }) => id),
      ]),
    ).toEqual([
      ['user:501', ['1', '3']],
      [null, ['2']],
    ]);
  });

  it('offers no way back to an assignee of whom the server gives no id', () => {
    expect(
      undoSteps([assigned('1', { type: 'user', id: 'unknown', name: 'user' })]),
    ).toEqual([]);
  });
});
