import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useTabHref } from './useTabHref';
import { sentryTranslationRef } from '../translation';

/** The item of an entity's menu that leads to its issues. */
export function useContextMenuItem() {
  const { t } = useTranslationRef(sentryTranslationRef);
  const href = useTabHref()?.();
  return { title: t('links.issues'), href: href ?? '', disabled: !href };
}

/** The link among those of an entity's About card. */
export function useIconLink() {
  const { t } = useTranslationRef(sentryTranslationRef);
  const href = useTabHref()?.();
  return {
    label: t('links.about'),
    title: t('links.aboutTitle'),
    href,
    disabled: !href,
  };
}
