import {
  currencyOptions,
  type Operation,
  type ProgramRequest,
} from '../../src/operation';

class InvoiceAlreadySentError extends Error {
  override name = 'InvoiceAlreadySentError';
}
class DunningError extends Error {
  override name = 'DunningError';
}

function createInvoice({ id, body, currency }: ProgramRequest) {
  const { invoice }: { invoice: { sent: boolean; lines: { net: number }[] } } =
    JSON.parse(body);
  if (invoice.sent) {
    throw new InvoiceAlreadySentError('An invoice is sent once');
  }
  const net = invoice.lines.reduce((sum, line) => sum + line.net, 0);
  return `${decodeURIComponent(id)} ${net.toLocaleString('de', currencyOptions(currency))}`;
}

function renewSubscription({ id, body, currency }: ProgramRequest) {
  const { plan }: { plan: { period: { months: number }; fee: number } } =
    JSON.parse(body);
  const fee = plan.fee * plan.period.months;
  return [
    decodeURIComponent(id),
    fee.toLocaleString('de', currencyOptions(currency)),
  ];
}

function sendReminder({ id, body, currency }: ProgramRequest) {
  const { debt }: { debt: { reminders: number; open: number } } =
    JSON.parse(body);
  if (debt.reminders > 3) {
    throw new DunningError('No further reminder is allowed');
  }
  const open = debt.open.toLocaleString('de', currencyOptions(currency));
  return `${decodeURIComponent(id)} ${open}`;
}

function exportBookings({ id, body, currency }: ProgramRequest) {
  const { bookings }: { bookings: { account: string; amount: number }[] } =
    JSON.parse(body);
  const rows = bookings.map(
    ({ account, amount }) =>
      `${account};${amount.toLocaleString('de', currencyOptions(currency))}`,
  );
  return [decodeURIComponent(id), ...rows];
}

export const billingOperations: Operation[] = [
  {
    transaction: 'POST /invoices/:id',
    run: createInvoice,
    body: { invoice: { sent: false, lines: [{ net: 10 }] } },
    refused: { invoice: { sent: true, lines: [] } },
  },
  {
    transaction: 'POST /subscriptions/:id/renew',
    run: renewSubscription,
    body: { plan: { period: { months: 12 }, fee: 9 } },
  },
  {
    transaction: 'POST /debts/:id/reminder',
    run: sendReminder,
    body: { debt: { reminders: 1, open: 30 } },
    refused: { debt: { reminders: 4, open: 30 } },
  },
  {
    transaction: 'GET /bookings/:id',
    run: exportBookings,
    body: { bookings: [{ account: '8400', amount: 10 }] },
  },
];
