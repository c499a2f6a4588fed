import { makeIssue, shopWeb } from '../../__testUtils__/data';
import { organizationNames } from './WhyNot';

const here = makeIssue();
const umbrella = makeIssue({
  project: { ...shopWeb, organization: 'umbrella' },
});
const elsewhere = makeIssue({ project: { ...shopWeb, instance: 'glitchtip' } });

describe('organizationNames', () => {
  it('names each once', () => {
    expect(organizationNames([here, umbrella, here])).toEqual([
      'acme',
      'umbrella',
    ]);
  });

  it('adds the instance where two have the same name', () => {
    expect(organizationNames([here, umbrella, elsewhere])).toEqual([
      'default:acme',
      'umbrella',
      'glitchtip:acme',
    ]);
    expect(organizationNames([elsewhere], [here, elsewhere])).toEqual([
      'glitchtip:acme',
    ]);
  });
});
