import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { sentryIssueTranslationRef } from '../issueTranslation';
import { sentryProblemTranslationRef } from '../problemTranslation';

/**
 * Waits for texts that are needed later, of which all but the English are loaded from
 * elsewhere: a page that is shown already would give way to its loading state for them.
 */
export function useProblemTextsAhead(): void {
  useTranslationRef(sentryProblemTranslationRef);
}

/** The same for pages on which issues are opened and changed. */
export function useIssueTextsAhead(): void {
  useTranslationRef(sentryIssueTranslationRef);
}
