import {
  currencyOptions,
  type Operation,
  type ProgramRequest,
} from '../../src/operation';

class ReviewRejectedError extends Error {
  override name = 'ReviewRejectedError';
}

function postReview({ id, body, currency }: ProgramRequest) {
  const { review }: { review: { stars: number; text: string; paid: number } } =
    JSON.parse(body);
  if (review.stars < 1 || review.stars > 5) {
    throw new ReviewRejectedError(`A review can't have ${review.stars} stars`);
  }
  const paid = review.paid.toLocaleString('en', currencyOptions(currency));
  return `${decodeURIComponent(id)} ${review.text} ${paid}`;
}

function averageRating({ id, body, currency }: ProgramRequest) {
  const { ratings }: { ratings: { stars: number[]; value: number } } =
    JSON.parse(body);
  const sum = ratings.stars.reduce((total, stars) => total + stars, 0);
  const value = ratings.value.toLocaleString('en', currencyOptions(currency));
  return [decodeURIComponent(id), sum / ratings.stars.length, value];
}

function renderBanner({ id, body, currency }: ProgramRequest) {
  const {
    campaign,
  }: { campaign: { slots: { title: string; from: number }[] } } =
    JSON.parse(body);
  const { title, from } = campaign.slots[0];
  return `${decodeURIComponent(id)} ${title} ${from.toLocaleString('en', currencyOptions(currency))}`;
}

function subscribeNewsletter({ id, body, currency }: ProgramRequest) {
  const { consent }: { consent: { topics: string[]; voucher: number } } =
    JSON.parse(body);
  const topics = consent.topics.map(topic => topic.toUpperCase());
  const voucher = consent.voucher.toLocaleString(
    'en',
    currencyOptions(currency),
  );
  return { reader: decodeURIComponent(id), topics, voucher };
}

function addToWishlist({ id, body, currency }: ProgramRequest) {
  const { wish }: { wish: { product: { price: number } } } = JSON.parse(body);
  const price = wish.product.price.toLocaleString(
    'en',
    currencyOptions(currency),
  );
  return `${decodeURIComponent(id)} ${price}`;
}

function shareWishlist({ id, body, currency }: ProgramRequest) {
  const { list }: { list: { wishes: { price: number }[]; owner: string } } =
    JSON.parse(body);
  const total = list.wishes.reduce((sum, wish) => sum + wish.price, 0);
  return [
    list.owner.trim(),
    decodeURIComponent(id),
    total.toLocaleString('en', currencyOptions(currency)),
  ];
}

function localizePage({ id, body, currency }: ProgramRequest) {
  const { page }: { page: { texts: Record<string, string>; sample: number } } =
    JSON.parse(body);
  const title = page.texts.title.trim();
  const sample = page.sample.toLocaleString('en', currencyOptions(currency));
  return `${decodeURIComponent(id)} ${title} ${sample}`;
}

export const contentOperations: Operation[] = [
  {
    transaction: 'POST /products/:id/reviews',
    run: postReview,
    body: { review: { stars: 5, text: 'Good', paid: 12 } },
    refused: { review: { stars: 11, text: 'Good', paid: 12 } },
  },
  {
    transaction: 'GET /products/:id/rating',
    run: averageRating,
    body: { ratings: { stars: [4, 5], value: 3 } },
  },
  {
    transaction: 'GET /banners/:id',
    run: renderBanner,
    body: { campaign: { slots: [{ title: 'Sale', from: 5 }] } },
  },
  {
    transaction: 'POST /newsletter/:id',
    run: subscribeNewsletter,
    body: { consent: { topics: ['sale'], voucher: 5 } },
  },
  {
    transaction: 'POST /wishlist/:id',
    run: addToWishlist,
    body: { wish: { product: { price: 7 } } },
  },
  {
    transaction: 'POST /wishlist/:id/share',
    run: shareWishlist,
    body: { list: { wishes: [{ price: 7 }], owner: 'Shopper' } },
  },
  {
    transaction: 'GET /pages/:id',
    run: localizePage,
    body: { page: { texts: { title: 'About us' }, sample: 1 } },
  },
];
