import {
  type AnalyticsEventAttributes,
  useAnalytics,
} from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';

/** What a viewer does here, as Backstage's analytics names it. */
type CapturedAction =
  'search' | 'open' | 'change' | 'connect' | 'open-in-sentry';

/**
 * @param subject - what kind of thing it is done to: `issue`, `issues`, `release`, …
 * @param attributes - such as the new status. Neither has texts of an issue or of a search
 */
type CaptureAct = (
  action: CapturedAction,
  subject: string,
  attributes?: AnalyticsEventAttributes,
) => void;

/** Reports what the viewer does to the app's analytics; the function stays the same. */
export function useCaptureAct(): CaptureAct {
  const analytics = useAnalytics();
  return useCallback<CaptureAct>(
    (action, subject, attributes) =>
      analytics.captureEvent(action, subject, { attributes }),
    [analytics],
  );
}
