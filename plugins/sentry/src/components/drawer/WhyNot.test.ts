import { makeIssue, shopWeb } from '../../__testUtils__/data';
import { organizationsOf } from './WhyNot';

const here = makeIssue();
const umbrella = makeIssue({
  project: { ...shopWeb, organization: 'umbrella' },
});
const elsewhere = makeIssue({ project: { ...shopWeb, instance: 'glitchtip' } });

describe('organizationsOf', () => {
  it('names each once', () => {
    expect(organizationsOf([here, umbrella, here])).toEqual([
      'acme',
      'umbrella',
    ]);
  });

  it('tells two of one name apart', () => {
    expect(organizationsOf([here, umbrella, elsewhere])).toEqual([
      'default:acme',
      'umbrella',
      'glitchtip:acme',
    ]);
    expect(organizationsOf([elsewhere], [here, elsewhere])).toEqual([
      'glitchtip:acme',
    ]);
  });
});
