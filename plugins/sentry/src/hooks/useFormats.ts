import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { createFormats, type Formats } from './formats';

/** Numbers and times in the language the app is shown in. */
export function useFormats(): Formats {
  const language = useApiHolder()
    .get(appLanguageApiRef)
    ?.getLanguage().language;
  return useMemo(() => createFormats(language), [language]);
}
