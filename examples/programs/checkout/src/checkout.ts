import { readFileSync } from 'node:fs';
import {
  currencyOptions,
  type Operation,
  type ProgramRequest,
} from '../../src/operation';

class InventoryTimeoutError extends Error {
  override name = 'InventoryTimeoutError';
}
class TaxRatesMissingError extends Error {
  override name = 'TaxRatesMissingError';
}
class OrderLockedError extends Error {
  override name = 'OrderLockedError';
}

function submitOrder({ id, body, currency }: ProgramRequest) {
  const { order }: { order: { lines: { total: number }[]; locked: boolean } } =
    JSON.parse(body);
  if (order.locked) {
    throw new OrderLockedError('Another request works on this order');
  }
  const sum = order.lines.reduce((total, line) => total + line.total, 0);
  return `${decodeURIComponent(id)} ${sum.toLocaleString('en', currencyOptions(currency))}`;
}

function reserveStock({ id, body, currency }: ProgramRequest) {
  const { stock }: { stock: { waitedMs: number; value: number } } =
    JSON.parse(body);
  if (stock.waitedMs > 5000) {
    throw new InventoryTimeoutError('The inventory did not answer within 5 s', {
      cause: new Error('socket hang up'),
    });
  }
  const value = stock.value.toLocaleString('en', currencyOptions(currency));
  return [decodeURIComponent(id), value];
}

function calculateTax({ id, body, currency }: ProgramRequest) {
  const { tax }: { tax: { rate: number; net: number; ratesFile?: string } } =
    JSON.parse(body);
  if (tax.ratesFile) {
    try {
      readFileSync(tax.ratesFile);
    } catch (cause) {
      throw new TaxRatesMissingError('No tax rates for this country', {
        cause,
      });
    }
  }
  const gross = tax.net * (1 + tax.rate);
  return `${decodeURIComponent(id)} ${gross.toLocaleString('en', currencyOptions(currency))}`;
}

function confirmOrder({ id, body, currency }: ProgramRequest) {
  const { mail }: { mail: { template: { subject: string }; total: number } } =
    JSON.parse(body);
  const total = mail.total.toLocaleString('en', currencyOptions(currency));
  return `${mail.template.subject.trim()} ${decodeURIComponent(id)} ${total}`;
}

function cancelOrder({ id, body, currency }: ProgramRequest) {
  const { refund }: { refund: { parts: number[] } } = JSON.parse(body);
  const sum = refund.parts.reduce((total, part) => total + part, 0);
  return [
    decodeURIComponent(id),
    sum.toLocaleString('en', currencyOptions(currency)),
  ];
}

export const checkoutOperations: Operation[] = [
  {
    transaction: 'POST /orders/:id/submit',
    run: submitOrder,
    body: { order: { lines: [{ total: 9 }], locked: false } },
    refused: { order: { lines: [], locked: true } },
  },
  {
    transaction: 'POST /orders/:id/reserve',
    run: reserveStock,
    body: { stock: { waitedMs: 20, value: 9 } },
    refused: { stock: { waitedMs: 6000, value: 9 } },
  },
  {
    transaction: 'GET /orders/:id/tax',
    run: calculateTax,
    body: { tax: { rate: 0.21, net: 100 } },
    refused: { tax: { rate: 0.21, net: 100, ratesFile: 'tax-rates/zz.json' } },
  },
  {
    transaction: 'POST /orders/:id/confirm',
    run: confirmOrder,
    body: { mail: { template: { subject: 'Thanks' }, total: 9 } },
  },
  {
    transaction: 'POST /orders/:id/cancel',
    run: cancelOrder,
    body: { refund: { parts: [3, 4] } },
  },
];
