import {
  currencyOptions,
  type Operation,
  type ProgramRequest,
} from '../../src/operation';

class GatewayError extends Error {
  override name = 'GatewayError';
}
class PaymentDeclinedError extends Error {
  override name = 'PaymentDeclinedError';
}
class LedgerImbalanceError extends Error {
  override name = 'LedgerImbalanceError';
}

function authorizePayment({ id, body, currency }: ProgramRequest) {
  const { payment }: { payment: { amount: number; risk: { score: number } } } =
    JSON.parse(body);
  if (payment.risk.score > 80) {
    throw new PaymentDeclinedError('The bank declined the payment', {
      cause: new GatewayError('Code 05: do not honour', {
        cause: new Error('risk rule 17 matched'),
      }),
    });
  }
  const shown = payment.amount.toLocaleString('en', currencyOptions(currency));
  return `${decodeURIComponent(id)} ${shown}`;
}

function capturePayment({ id, body, currency }: ProgramRequest) {
  const { capture }: { capture: { parts: number[] } } = JSON.parse(body);
  const sum = capture.parts.reduce((total, part) => total + part, 0);
  return [
    decodeURIComponent(id),
    sum.toLocaleString('en', currencyOptions(currency)),
  ];
}

function reconcileLedger({ id, body, currency }: ProgramRequest) {
  const { ledger }: { ledger: { debit: number; credit: number; day: string } } =
    JSON.parse(body);
  if (ledger.debit !== ledger.credit) {
    throw new LedgerImbalanceError('Debit and credit of the day differ');
  }
  const sum = ledger.debit.toLocaleString('en', currencyOptions(currency));
  return `${decodeURIComponent(id)} ${ledger.day.trim()} ${sum}`;
}

export const paymentsOperations: Operation[] = [
  {
    transaction: 'POST /payments/:id/authorize',
    run: authorizePayment,
    body: { payment: { amount: 50, risk: { score: 3 } } },
    refused: { payment: { amount: 50, risk: { score: 93 } } },
  },
  {
    transaction: 'POST /payments/:id/capture',
    run: capturePayment,
    body: { capture: { parts: [20, 30] } },
  },
  {
    transaction: 'POST /ledger/:id/reconcile',
    run: reconcileLedger,
    body: { ledger: { debit: 10, credit: 10, day: 'mon' } },
    refused: { ledger: { debit: 10, credit: 11, day: 'mon' } },
  },
];
