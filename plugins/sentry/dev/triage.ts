import type { MockSentryApiOptions } from '../src/testUtils';

const place = { instance: 'default', organization: 'acme' };

/** Everything may be changed, in the name of the portal. */
export const withTriage: Pick<MockSentryApiOptions, 'triage' | 'assignees'> = {
  triage: {
    allowed: true,
    reason: undefined,
    actsAs: 'service',
    items: [
      {
        ...place,
        projects: ['11'],
        allowed: true,
        actsAs: 'service',
        canConnect: false,
        fields: [
          'status',
          'resolution',
          'substatus',
          'isReviewed',
          'assignedTo',
          'priority',
        ],
      },
    ],
  },
  assignees: {
    items: [
      {
        ...place,
        type: 'team',
        id: '12',
        name: 'checkout',
        projects: ['shop-web'],
      },
      {
        ...place,
        type: 'user',
        id: '9',
        name: 'Robin Sanders',
        projects: ['shop-web'],
      },
    ],
  },
};
