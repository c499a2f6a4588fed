import {
  currencyOptions,
  type Operation,
  type ProgramRequest,
} from '../../src/operation';

function sealLaboratory({ id, body, currency }: ProgramRequest) {
  const { doors }: { doors: { count: number; cost: number } } =
    JSON.parse(body);
  const cost = doors.cost.toLocaleString('en', currencyOptions(currency));
  return `${decodeURIComponent(id)} ${doors.count} ${cost}`;
}

export const hiveOperations: Operation[] = [
  {
    transaction: 'POST /laboratory/:id/seal',
    run: sealLaboratory,
    body: { doors: { count: 4, cost: 100 } },
  },
];
