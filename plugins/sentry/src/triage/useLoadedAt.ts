import { useApi } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import { sentryApiRef } from '../api/SentryApi';
import { IssueChanges } from './IssueChanges';

/**
 * How many changes were settled when an answer came. As each change asks again, what
 * comes after it was asked for after it.
 */
export function useLoadedAt(answer: object | undefined): number {
  const changes = IssueChanges.of(useApi(sentryApiRef));
  const [loaded, setLoaded] = useState({ answer, at: changes.get() });
  if (loaded.answer === answer) {
    return loaded.at;
  }
  const at = changes.get();
  setLoaded({ answer, at });
  return at;
}
