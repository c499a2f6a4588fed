import type { Operation, ProgramRequest } from './types';

/** One way in which an operation of a sample program fails. */
export interface Failure {
  readonly transaction: string;
  readonly kind:
    'truncated' | 'incomplete' | 'encoding' | 'currency' | 'refused';
  /** Runs the operation with what makes it fail. */
  provoke(): unknown;
}

/** What callers send in place of ISO 4217 codes. */
const wrongCurrencies = ['EURO', 'US$', 'kr.', 'pound', 'CHF.'];

const fineRequest = { id: 'summer-mug', currency: 'EUR' };

/** Every way in which the operations can fail, from what callers send. */
export function failuresOf(operations: Operation[]): Failure[] {
  return operations.flatMap((operation, index) => {
    const body = JSON.stringify(operation.body);
    const fine: ProgramRequest = { ...fineRequest, body };
    const requests: [Failure['kind'], ProgramRequest][] = [
      ['incomplete', { ...fine, body: '{}' }],
      ['truncated', { ...fine, body: body.slice(0, -2) }],
      [
        'currency',
        { ...fine, currency: wrongCurrencies[index % wrongCurrencies.length] },
      ],
      ['encoding', { ...fine, id: '%E0%A4%A' }],
    ];
    if (operation.refused) {
      const refused = JSON.stringify(operation.refused);
      requests.push(['refused', { ...fine, body: refused }]);
    }
    return requests.map(([kind, request]) => ({
      transaction: operation.transaction,
      kind,
      provoke: () => operation.run(request),
    }));
  });
}
