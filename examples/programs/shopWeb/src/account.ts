import {
  currencyOptions,
  type Operation,
  type ProgramRequest,
} from '../../src/operation';

class SessionExpiredError extends Error {
  override name = 'SessionExpiredError';
}
class AddressRejectedError extends Error {
  override name = 'AddressRejectedError';
}

interface Address {
  street: string;
  country: { code: string; tax: number };
}

function openSession({ id, body, currency }: ProgramRequest) {
  const { session }: { session: { ageHours: number; credit: number } } =
    JSON.parse(body);
  if (session.ageHours > 12) {
    throw new SessionExpiredError('The session is older than 12 hours');
  }
  const credit = session.credit.toLocaleString('en', currencyOptions(currency));
  return `${decodeURIComponent(id)} ${credit}`;
}

function updateProfile({ id, body, currency }: ProgramRequest) {
  const {
    profile,
  }: { profile: { display: { name: string }; budget: number } } =
    JSON.parse(body);
  const name = profile.display.name.trim();
  return {
    id: decodeURIComponent(id),
    name,
    budget: profile.budget.toLocaleString('en', currencyOptions(currency)),
  };
}

function addAddress({ id, body, currency }: ProgramRequest) {
  const { address }: { address: Address } = JSON.parse(body);
  if (address.country.code.length !== 2) {
    throw new AddressRejectedError(
      `No country has the code ${address.country.code}`,
    );
  }
  const tax = address.country.tax.toLocaleString(
    'en',
    currencyOptions(currency),
  );
  return [decodeURIComponent(id), address.street, tax];
}

function listOrders({ id, body, currency }: ProgramRequest) {
  const { orders }: { orders: { total: number }[] } = JSON.parse(body);
  const spent = orders.reduce((sum, { total }) => sum + total, 0);
  return `${decodeURIComponent(id)} ${spent.toLocaleString('en', currencyOptions(currency))}`;
}

function trackParcel({ id, body, currency }: ProgramRequest) {
  const { parcel }: { parcel: { stops: { town: string }[]; fee: number } } =
    JSON.parse(body);
  const last = parcel.stops[parcel.stops.length - 1].town;
  const fee = parcel.fee.toLocaleString('en', currencyOptions(currency));
  return `${decodeURIComponent(id)} is in ${last}, ${fee}`;
}

function requestReturn({ id, body, currency }: ProgramRequest) {
  const { refund }: { refund: { reasons: string[]; amount: number } } =
    JSON.parse(body);
  const amount = refund.amount.toLocaleString('en', currencyOptions(currency));
  return { order: decodeURIComponent(id), why: refund.reasons.join(), amount };
}

function redeemPoints({ id, body, currency }: ProgramRequest) {
  const { points }: { points: { balance: { value: number } } } =
    JSON.parse(body);
  const worth = points.balance.value / 100;
  return [
    decodeURIComponent(id),
    worth.toLocaleString('en', currencyOptions(currency)),
  ];
}

const address: Address = { street: 'Quay 1', country: { code: 'NL', tax: 21 } };

export const accountOperations: Operation[] = [
  {
    transaction: 'POST /account/:id/session',
    run: openSession,
    body: { session: { ageHours: 1, credit: 5 } },
    refused: { session: { ageHours: 30, credit: 5 } },
  },
  {
    transaction: 'PATCH /account/:id',
    run: updateProfile,
    body: { profile: { display: { name: 'Shopper' }, budget: 100 } },
  },
  {
    transaction: 'POST /account/:id/addresses',
    run: addAddress,
    body: { address },
    refused: { address: { ...address, country: { code: 'HOLLAND', tax: 21 } } },
  },
  {
    transaction: 'GET /account/:id/orders',
    run: listOrders,
    body: { orders: [{ total: 30 }] },
  },
  {
    transaction: 'GET /orders/:id/parcel',
    run: trackParcel,
    body: { parcel: { stops: [{ town: 'Utrecht' }], fee: 4 } },
  },
  {
    transaction: 'POST /orders/:id/return',
    run: requestReturn,
    body: { refund: { reasons: ['broken'], amount: 12 } },
  },
  {
    transaction: 'POST /account/:id/points',
    run: redeemPoints,
    body: { points: { balance: { value: 900 } } },
  },
];
