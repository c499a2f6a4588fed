import * as Sentry from '@sentry/node';

// A program as it stands in a team's repository: it knows a DSN and nothing of
// Backstage. Its argument is the article that is out of stock for three orders.

Sentry.init({
  dsn: process.env.SENTRY_DSN,
  release: 'shop-web@5.0.0',
});

class OutOfStockError extends Error {
  readonly name = 'OutOfStockError';
}

function reserve(article: string, order: number): never {
  throw new OutOfStockError(`No ${article} left for order ${order}`);
}

async function main() {
  for (const order of [1, 2, 3]) {
    try {
      reserve(process.argv[2], order);
    } catch (error) {
      // One issue of each article.
      Sentry.captureException(error, {
        fingerprint: ['stock', process.argv[2]],
      });
    }
    // What is sent at once arrives in any order, and the last to arrive names the issue.
    await Sentry.flush(5_000);
  }
}

void main();
