class CartError extends Error {
  override name = 'CartError';
}
class StockError extends Error {
  override name = 'StockError';
}

/** An error with the stack of this file. */
export function nodeError(): Error {
  return catchError(() => addToCart(0));
}

/** An error that has two causes, one behind the other. */
export function chainedError(): Error {
  return catchError(() => {
    try {
      reserveStock();
    } catch (cause) {
      throw new CartError('The article could not be reserved', { cause });
    }
  });
}

function addToCart(quantity: number): void {
  if (quantity < 1) {
    throw new CartError('At least one of an article');
  }
}

function reserveStock(): void {
  try {
    readStock();
  } catch (cause) {
    throw new StockError('The stock is unknown', { cause });
  }
}

function readStock(): void {
  throw new TypeError('socket hang up');
}

function catchError(run: () => void): Error {
  try {
    run();
  } catch (error) {
    if (error instanceof Error) {
      return error;
    }
  }
  throw new Error('What should fail did not');
}
