import {
  currencyOptions,
  type Operation,
  type ProgramRequest,
} from '../../src/operation';

class SlotTakenError extends Error {
  override name = 'SlotTakenError';
}

function chooseSlot({ id, body, currency }: ProgramRequest) {
  const { slot }: { slot: { free: number; fee: number } } = JSON.parse(body);
  if (slot.free === 0) {
    throw new SlotTakenError('All deliveries of this slot are taken');
  }
  const fee = slot.fee.toLocaleString('en', currencyOptions(currency));
  return `${decodeURIComponent(id)} ${fee}`;
}

function findPickupPoint({ id, body, currency }: ProgramRequest) {
  const { points }: { points: { distance: number; fee: number }[] } =
    JSON.parse(body);
  const near = points.toSorted((a, b) => a.distance - b.distance)[0];
  const fee = near.fee.toLocaleString('en', currencyOptions(currency));
  return [decodeURIComponent(id), fee];
}

function printLabel({ id, body, currency }: ProgramRequest) {
  const { label }: { label: { lines: string[]; postage: number } } =
    JSON.parse(body);
  const postage = label.postage.toLocaleString('en', currencyOptions(currency));
  return `${label.lines.join('\n')}\n${decodeURIComponent(id)} ${postage}`;
}

function splitShipment({ id, body, currency }: ProgramRequest) {
  const { stock }: { stock: { houses: { parcels: number }[]; cost: number } } =
    JSON.parse(body);
  const parcels = stock.houses.reduce((sum, house) => sum + house.parcels, 0);
  const cost = stock.cost.toLocaleString('en', currencyOptions(currency));
  return { order: decodeURIComponent(id), parcels, cost };
}

function scheduleCourier({ id, body, currency }: ProgramRequest) {
  const { courier }: { courier: { route: { stops: number }; pay: number } } =
    JSON.parse(body);
  const perStop = courier.pay / courier.route.stops;
  return [
    decodeURIComponent(id),
    perStop.toLocaleString('en', currencyOptions(currency)),
  ];
}

function confirmDelivery({ id, body, currency }: ProgramRequest) {
  const { proof }: { proof: { signature: { name: string }; tip: number } } =
    JSON.parse(body);
  const tip = proof.tip.toLocaleString('en', currencyOptions(currency));
  return `${decodeURIComponent(id)} ${proof.signature.name.trim()} ${tip}`;
}

export const deliveryOperations: Operation[] = [
  {
    transaction: 'POST /delivery/slots/:id',
    run: chooseSlot,
    body: { slot: { free: 3, fee: 4 } },
    refused: { slot: { free: 0, fee: 4 } },
  },
  {
    transaction: 'GET /delivery/points/:id',
    run: findPickupPoint,
    body: { points: [{ distance: 2, fee: 1 }] },
  },
  {
    transaction: 'POST /delivery/:id/label',
    run: printLabel,
    body: { label: { lines: ['Quay 1'], postage: 4 } },
  },
  {
    transaction: 'POST /delivery/:id/split',
    run: splitShipment,
    body: { stock: { houses: [{ parcels: 1 }], cost: 9 } },
  },
  {
    transaction: 'PUT /delivery/:id/courier',
    run: scheduleCourier,
    body: { courier: { route: { stops: 12 }, pay: 90 } },
  },
  {
    transaction: 'POST /delivery/:id/proof',
    run: confirmDelivery,
    body: { proof: { signature: { name: 'S' }, tip: 1 } },
  },
];
