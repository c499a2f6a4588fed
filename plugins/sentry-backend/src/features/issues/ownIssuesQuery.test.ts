import { sentryServiceMock } from 'backstage-plugin-sentry-node/testUtils';
import { checkout, fakeClient, shopWeb } from '../../__testUtils__/fakeSentry';
import { scopeOf } from '../../scopes/types';
import { ownIssuesQuery } from './query';

const [instance] = sentryServiceMock().config.instances;
const sourceFor = () =>
  scopeOf({
    id: 'default:acme',
    client: fakeClient([shopWeb, checkout]),
    instance,
    organization: 'acme',
    projects: [shopWeb, checkout].map(project => ({
      instance: instance.name,
      organization: 'acme',
      ...project,
    })),
  });
const own = (query: string) => ownIssuesQuery(query, sourceFor());

describe('a search for issues by short id', () => {
  it.each([
    '',
    'is:unresolved  "two  words"',
    'issue:SHOP-WEB-1A',
    '!issue:[SHOP-WEB-1,checkout-2] level:error',
    'issue:"SHOP-WEB-1"',
    'issue:["SHOP-WEB-1", CHECKOUT-2]',
    'issue.id:5 my.issue:PAYMENTS-1',
    'message:"issue:PAYMENTS-1"',
    // What is no short id is left for Sentry to refuse.
    'issue:5',
    'issue:unknown',
    'issue:',
  ])('stays as it is where it names none of other projects: %j', query => {
    expect(own(query)).toBe(query);
  });

  it.each([
    ['issue:[SHOP-WEB-1,PAYMENTS-1]', 'issue:[SHOP-WEB-1]'],
    ['issue:["payments-1", "CHECKOUT-2"]  x', 'issue:["CHECKOUT-2"]  x'],
    ['!issue:[SHOP-WEB-1,PAYMENTS-1]', '!issue:[SHOP-WEB-1]'],
    ['is:new !issue:PAYMENTS-1', 'is:new'],
    ['issue:!=PAYMENTS-1 is:new', 'is:new'],
    ['!issue:[WEB-1,SHOP-WEB-EXTRA-1]', ''],
    ['"issue":[PAYMENTS_1, CHECKOUT-2]', 'issue:[CHECKOUT-2]'],
  ])('names none of other projects: %j', (query, expected) => {
    expect(own(query)).toBe(expected);
  });

  it.each([
    'issue:PAYMENTS-1',
    'issue:"PAYMENTS-1" is:new',
    'issue:[PAYMENTS-1,WEB-1]',
    '!issue:!=PAYMENTS-1',
    'issue:SHOP-WEB-1 issue:PAYMENTS-1',
  ])('finds nothing where it asks for those of others alone: %j', query => {
    expect(own(query)).toBeUndefined();
  });

  it.each([
    '"b"issue:X',
    'a"b"issue:X',
    'level:[error]issue:X',
    'level:"error"issue:X',
    'issue:[SHOP-WEB-1]issue:X',
    'issue:"SHOP-WEB-1"issue:X',
    'issue:X"b"',
    'tags[issue]:X',
    '!tags["issue"]:X',
    'tags[issue,string]:X',
    '(issue:X)',
    '"a\\" issue:X "b"',
    'a" issue:X "b',
    'timesSeen:>5issue:X',
    'age:-24hissue:X',
    'firstSeen:>2026-01-01T00:00:00Zissue:X',
    'issue:"CHECKOUT\u001c1"',
    'issue:"CHECKOUT\u00a01"',
    'issue:CHECK*-1',
    'issue:\uf00dContains\uf00dPAYMENTS-1',
    'issue:>X',
    'message:"a" issue:["PAYMENTS\t1"]',
    'ISSUE:[X',
  ])('is refused, be there such an issue or not: %j', query => {
    for (const name of ['PAYMENTS-1', 'PAYMENTS-ZZ']) {
      expect(() => own(query.replaceAll('X', name))).toThrow(
        expect.objectContaining({ code: 'QUERY_INVALID' }),
      );
    }
  });

  it.each([
    '"Linear issue: PAYMENTS-1"',
    'jira_issue:PAYMENTS-1 github.issue:5',
    'message:"a \\"quoted\\" word"',
    'an issue with is:unresolved',
  ])('is none within quotes, nor a tag of another name: %j', query => {
    expect(own(query)).toBe(query);
  });

  it('is none to a GlitchTip', () => {
    const query = 'issue:PAYMENTS-1';
    const scope = sourceFor();
    const { capabilities } = scope.client;
    const client = {
      ...scope.client,
      capabilities: { ...capabilities, server: 'glitchtip' as const },
    };
    expect(ownIssuesQuery(query, { ...scope, client })).toBe(query);
  });
});
