import type { RawRelease } from '../releaseSchema';
import { toSentryRelease } from './toSentryRelease';

const context = {
  instance: 'default',
  baseUrl: 'https://sentry.io',
  organization: 'acme',
};
const newIssues = (fields: Partial<RawRelease>) =>
  toSentryRelease({ version: 'shop@1.0.0', ...fields }, context, ['11'])
    ?.newIssues;

describe('the new issues of a release', () => {
  it('are those in our projects', () => {
    const projects = [
      { id: '11', newGroups: 2 },
      { id: '12', newGroups: 5 },
    ];
    expect(newIssues({ newGroups: 7, projects })).toBe(2);
  });

  it('are those of the release where it is of our projects alone', () => {
    expect(newIssues({ newGroups: 7, projects: [{ id: '11' }] })).toBe(7);
    expect(newIssues({ newGroups: 7 })).toBe(7);
  });

  it("are not told where others' are among them", () => {
    const projects = [{ id: '11' }, { id: '12' }];
    expect(newIssues({ newGroups: 7, projects: [{ id: '11' }, {}] })).toBe(
      undefined,
    );
    expect(newIssues({ newGroups: 7, projects })).toBeUndefined();
    expect(
      newIssues({ newGroups: 7, projects: [{ id: '12', newGroups: 7 }] }),
    ).toBeUndefined();
  });
});
