import {
  currencyOptions,
  type Operation,
  type ProgramRequest,
} from '../../src/operation';

class ProductRetiredError extends Error {
  override name = 'ProductRetiredError';
}
class VariantMismatchError extends Error {
  override name = 'VariantMismatchError';
}

interface Product {
  name: string;
  retired: boolean;
  price: { amount: number; reduced?: number };
  images: { url: string }[];
}

function showProduct({ id, body, currency }: ProgramRequest) {
  const { product }: { product: Product } = JSON.parse(body);
  if (product.retired) {
    throw new ProductRetiredError(`${product.name} is no longer sold`);
  }
  const price = product.price.amount.toLocaleString(
    'en',
    currencyOptions(currency),
  );
  return { slug: decodeURIComponent(id), image: product.images[0].url, price };
}

function listCategory({ id, body, currency }: ProgramRequest) {
  const { products }: { products: Product[] } = JSON.parse(body);
  const cheapest = Math.min(...products.map(({ price }) => price.amount));
  return `${decodeURIComponent(id)} from ${cheapest.toLocaleString('en', currencyOptions(currency))}`;
}

function pickVariant({ id, body, currency }: ProgramRequest) {
  const wanted = decodeURIComponent(id);
  const { variants }: { variants: { size: string; surcharge: number }[] } =
    JSON.parse(body);
  const variant = variants.find(({ size }) => size === wanted);
  if (!variant) {
    throw new VariantMismatchError(`No variant of size ${wanted}`);
  }
  return variant.surcharge.toLocaleString('en', currencyOptions(currency));
}

function renderPriceTag({ id, body, currency }: ProgramRequest) {
  const {
    price,
  }: { price: { amount: number; discount: { percent: number } } } =
    JSON.parse(body);
  const reduced = price.amount * (1 - price.discount.percent / 100);
  return `${decodeURIComponent(id)} ${reduced.toLocaleString('en', currencyOptions(currency))}`;
}

function buildBreadcrumbTrail({ id, body, currency }: ProgramRequest) {
  const {
    category,
  }: { category: { parents: { title: string }[]; from: number } } =
    JSON.parse(body);
  const trail = category.parents.map(({ title }) => title).join(' / ');
  const from = category.from.toLocaleString('en', currencyOptions(currency));
  return `${trail} / ${decodeURIComponent(id)} (${from})`;
}

function loadRecommendations({ id, body, currency }: ProgramRequest) {
  const { similar }: { similar: { scores: number[]; budget: number } } =
    JSON.parse(body);
  const best = Math.max(...similar.scores.slice(0, 3));
  const budget = similar.budget.toLocaleString('en', currencyOptions(currency));
  return [decodeURIComponent(id), best, budget];
}

function compareProducts({ id, body, currency }: ProgramRequest) {
  const { left, right }: { left: Product; right: Product } = JSON.parse(body);
  const gap = Math.abs(left.price.amount - right.price.amount);
  return `${decodeURIComponent(id)}: ${gap.toLocaleString('en', currencyOptions(currency))}`;
}

const product: Product = {
  name: 'Mug',
  retired: false,
  price: { amount: 12.5 },
  images: [{ url: '/mug.webp' }],
};

export const catalogueOperations: Operation[] = [
  {
    transaction: 'GET /products/:id',
    run: showProduct,
    body: { product },
    refused: { product: { ...product, retired: true } },
  },
  {
    transaction: 'GET /categories/:id',
    run: listCategory,
    body: { products: [product] },
  },
  {
    transaction: 'GET /products/variants/:id',
    run: pickVariant,
    body: { variants: [{ size: 'summer-mug', surcharge: 2 }] },
    refused: { variants: [] },
  },
  {
    transaction: 'GET /products/:id/price',
    run: renderPriceTag,
    body: { price: { amount: 20, discount: { percent: 10 } } },
  },
  {
    transaction: 'GET /categories/:id/trail',
    run: buildBreadcrumbTrail,
    body: { category: { parents: [{ title: 'Kitchen' }], from: 4 } },
  },
  {
    transaction: 'GET /products/:id/similar',
    run: loadRecommendations,
    body: { similar: { scores: [0.4, 0.9], budget: 50 } },
  },
  {
    transaction: 'GET /compare/:id',
    run: compareProducts,
    body: { left: product, right: product },
  },
];
