import { SentryProblemError } from 'backstage-plugin-sentry-node';

/** What an answer is complete without: absent where Sentry can't or won't tell it. */
export async function extra<T>(figure: Promise<T>): Promise<T | undefined> {
  try {
    return await figure;
  } catch (error) {
    if (error instanceof SentryProblemError) {
      return undefined;
    }
    throw error;
  }
}
