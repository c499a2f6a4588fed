import { sentryServiceMock } from 'backstage-plugin-sentry-node/testUtils';
import { checkout, fakeClient, shopWeb } from '../../__testUtils__/fakeSentry';
import { sourceOf } from '../projects';
import { ownIssuesQuery } from './ownIssuesQuery';

const [instance] = sentryServiceMock().config.instances;
const sourceFor = () =>
  sourceOf({
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

  it('is none to a GlitchTip', () => {
    const query = 'issue:PAYMENTS-1';
    const source = sourceFor();
    const { capabilities } = source.client;
    const client = {
      ...source.client,
      capabilities: { ...capabilities, server: 'glitchtip' as const },
    };
    expect(ownIssuesQuery(query, { ...source, client })).toBe(query);
  });
});
