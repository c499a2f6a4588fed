import { makeIssue, shopWeb } from '../__testUtils__/data';
import {
  addressOf,
  areInMany,
  isIssue,
  readIssueAddress,
  writeIssueAddress,
} from './address';

const elsewhere = { ...shopWeb, instance: 'eu', organization: 'acme-eu' };

describe('the address of an issue', () => {
  it('names the project where several Sentrys could have one of that id', () => {
    const issue = makeIssue({ project: elsewhere });
    expect(addressOf(issue, false)).toEqual({ issueId: 'SHOP-WEB-1A' });

    const address = addressOf(issue, true);
    const params = writeIssueAddress(new URLSearchParams(), address);
    expect(String(params)).toBe(
      'issue=SHOP-WEB-1A&issueProject=eu%3Aacme-eu%2F11',
    );
    expect(readIssueAddress(params)).toEqual(address);
  });

  it('tells issues of the same id in two Sentrys apart', () => {
    const address = addressOf(makeIssue({ project: elsewhere }), true);

    expect(isIssue(makeIssue({ project: elsewhere }), address)).toBe(true);
    expect(isIssue(makeIssue(), address)).toBe(false);
    expect(isIssue(makeIssue(), { issueId: 'shop-web-1a' })).toBe(true);
  });

  it.each([
    ['one place', [shopWeb, { ...shopWeb, slug: 'other' }], false],
    ['two organizations', [shopWeb, { ...shopWeb, organization: 'x' }], true],
    ['two instances', [shopWeb, { ...shopWeb, instance: 'eu' }], true],
  ])('knows whether projects are in %s', (_, projects, expected) => {
    expect(areInMany(projects)).toBe(expected);
  });
});
