import * as Sentry from '@sentry/node';

// A program as it stands in a team's repository: it knows a DSN and nothing of
// Backstage. Its argument is the article that is out of stock.

Sentry.init({
  dsn: process.env.SENTRY_DSN,
  environment: 'canary',
  release: 'shop-web@5.0.0',
});

class OutOfStockError extends Error {
  readonly name = 'OutOfStockError';
}

function reserve(article: string): never {
  throw new OutOfStockError(`No ${article} left in the warehouse`);
}

for (const attempt of [1, 2, 3]) {
  try {
    reserve(process.argv[2]);
  } catch (error) {
    Sentry.captureException(error, { tags: { attempt } });
  }
}
void Sentry.flush(5_000);
