import type { Scope } from '@sentry/node';

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

/**
 * Values to plant, each in the part of an event that it is named after.
 *
 * @public
 */
export interface EventSecrets {
  cookie: string;
  /** Of the header `Authorization`. */
  authorization: string;
  /** Of the header `X-Api-Key`. */
  header: string;
  /** Of the user, `X-Forwarded-For` and the server's `REMOTE_ADDR`. */
  ipAddress: string;
  email: string;
  username: string;
  userId: string;
  /** Of the user's further data. */
  userData: string;
  localVariable: string;
  requestBody: string;
  queryString: string;
  /** The name and password in a URL, `name:password`. */
  urlCredentials: string;
  fragment: string;
  environmentVariable: string;
  extra: string;
  context: string;
  breadcrumb: string;
}

/** Puts a secret into each part of an event where programs put theirs. */
export function plantSecrets(scope: Scope, secrets: EventSecrets): void {
  scope.setUser({
    id: secrets.userId,
    email: secrets.email,
    username: secrets.username,
    ip_address: secrets.ipAddress,
    data: { note: secrets.userData },
  });
  scope.setTags({
    user_id: secrets.userId,
    userId: secrets.userId,
    usr: secrets.username,
    currentUser: secrets.email,
    ip_address: secrets.ipAddress,
    auth_token: secrets.authorization,
  });
  scope.setExtras({ note: secrets.extra, nested: { deep: [secrets.extra] } });
  scope.setContext('account', { note: secrets.context });
  scope.addBreadcrumb({
    type: 'http',
    category: 'http',
    message: 'POST /login',
    data: {
      url: `https://${secrets.urlCredentials}@shop.example/login?token=${secrets.queryString}`,
      body: secrets.breadcrumb,
    },
  });
  scope.addEventProcessor(event => ({
    ...event,
    request: {
      url: `https://${secrets.urlCredentials}@shop.example/login?token=${secrets.queryString}#${secrets.fragment}`,
      method: 'POST',
      query_string: `token=${secrets.queryString}`,
      cookies: { session: secrets.cookie },
      headers: {
        'User-Agent': 'curl/8.0',
        Cookie: `session=${secrets.cookie}`,
        Authorization: `Bearer ${secrets.authorization}`,
        'X-Api-Key': secrets.header,
        'X-Forwarded-For': secrets.ipAddress,
        Referer: `https://shop.example/?token=${secrets.queryString}`,
      },
      env: {
        REMOTE_ADDR: secrets.ipAddress,
        SECRET: secrets.environmentVariable,
      },
      data: { password: secrets.requestBody },
    },
    exception: {
      values: event.exception?.values?.map(exception => ({
        ...exception,
        stacktrace: {
          ...exception.stacktrace,
          // As the SDK's integration of local variables does.
          frames: exception.stacktrace?.frames?.map(frame => ({
            ...frame,
            vars: { password: secrets.localVariable },
          })),
        },
      })),
    },
  }));
}
