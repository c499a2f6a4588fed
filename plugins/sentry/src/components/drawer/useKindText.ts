import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { sentryPageTranslationRef } from '../../pageTranslation';
import type { TriageKind } from '../../triage/types';

/** Says what is done to an issue, in the words of the button that does it. */
export function useKindText(): (kind: TriageKind) => string {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return kind => {
    switch (kind) {
      case 'resolve':
      case 'archive':
      case 'assign':
        return t(`triage.${kind}.action`);
      default:
        return t(`triage.${kind}`);
    }
  };
}
