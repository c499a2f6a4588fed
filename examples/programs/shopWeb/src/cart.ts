import {
  currencyOptions,
  type Operation,
  type ProgramRequest,
} from '../../src/operation';

class OutOfStockError extends Error {
  override name = 'OutOfStockError';
}
class CartLimitError extends Error {
  override name = 'CartLimitError';
}
class CouponExpiredError extends Error {
  override name = 'CouponExpiredError';
}

interface CartBody {
  item: { sku: string; price: number; quantity: number; stock: number };
}
interface CouponBody {
  coupon: { code: string; percent: number; expired: boolean };
  subtotal: number;
}
interface LinesBody {
  lines: { price: number; quantity: number }[];
}

function addItemToCart({ id, body, currency }: ProgramRequest) {
  const cart = decodeURIComponent(id);
  const { item }: CartBody = JSON.parse(body);
  if (item.quantity > item.stock) {
    throw new OutOfStockError(`Only ${item.stock} left of ${item.sku}`);
  }
  const total = item.price * item.quantity;
  return `${cart} ${total.toLocaleString('en', currencyOptions(currency))}`;
}

function changeQuantity({ id, body, currency }: ProgramRequest) {
  const { item }: CartBody = JSON.parse(body);
  if (item.quantity > 99) {
    throw new CartLimitError('At most 99 of one article');
  }
  const price = item.price * item.quantity;
  const shown = price.toLocaleString('en', currencyOptions(currency));
  return { line: decodeURIComponent(id), shown };
}

function removeItem({ id, body, currency }: ProgramRequest) {
  const { lines }: LinesBody = JSON.parse(body);
  const left = lines.slice(1);
  const sum = left.reduce((total, line) => total + line.price, 0);
  return [
    decodeURIComponent(id),
    sum.toLocaleString('en', currencyOptions(currency)),
  ];
}

function applyCoupon({ id, body, currency }: ProgramRequest) {
  const { coupon, subtotal }: CouponBody = JSON.parse(body);
  if (coupon.expired) {
    throw new CouponExpiredError(`Coupon ${coupon.code} has expired`);
  }
  const saved = (subtotal * coupon.percent) / 100;
  return {
    cart: decodeURIComponent(id),
    saved: saved.toLocaleString('en', currencyOptions(currency)),
  };
}

function estimateShipping({ id, body, currency }: ProgramRequest) {
  const { parcel }: { parcel: { weight: number; zone: number } } =
    JSON.parse(body);
  const cost = 3.9 + parcel.weight * parcel.zone * 0.4;
  return `${decodeURIComponent(id)}: ${cost.toLocaleString('en', currencyOptions(currency))}`;
}

function mergeGuestCart({ id, body, currency }: ProgramRequest) {
  const { guest, own }: { guest: LinesBody; own: LinesBody } = JSON.parse(body);
  const lines = [...own.lines, ...guest.lines];
  const sum = lines.reduce((total, line) => total + line.price, 0);
  return {
    cart: decodeURIComponent(id),
    sum: sum.toLocaleString('en', currencyOptions(currency)),
  };
}

const item = { sku: 'MUG-01', price: 12.5, quantity: 2, stock: 10 };
const lines = [{ price: 12.5, quantity: 2 }];

export const cartOperations: Operation[] = [
  {
    transaction: 'POST /cart/:id/items',
    run: addItemToCart,
    body: { item },
    refused: { item: { ...item, stock: 1 } },
  },
  {
    transaction: 'PATCH /cart/lines/:id',
    run: changeQuantity,
    body: { item },
    refused: { item: { ...item, quantity: 120 } },
  },
  { transaction: 'DELETE /cart/lines/:id', run: removeItem, body: { lines } },
  {
    transaction: 'POST /cart/:id/coupon',
    run: applyCoupon,
    body: {
      coupon: { code: 'SPRING', percent: 10, expired: false },
      subtotal: 80,
    },
    refused: {
      coupon: { code: 'SPRING', percent: 10, expired: true },
      subtotal: 80,
    },
  },
  {
    transaction: 'GET /cart/:id/shipping',
    run: estimateShipping,
    body: { parcel: { weight: 2, zone: 3 } },
  },
  {
    transaction: 'POST /cart/:id/merge',
    run: mergeGuestCart,
    body: { guest: { lines }, own: { lines } },
  },
];
