import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import { type ReactNode, Suspense } from 'react';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { Drawer } from '../drawer/Drawer';
import { IconButton } from '../ui/buttons';
import { lazyOr } from '../ui/lazyOr';
import { ReloadPageButton } from '../ui/ProblemPanel';
import type { ReleaseViewProps } from './ReleaseView';
import styles from './ReleaseView.module.css';
import { useOpenRelease } from './useOpenRelease';

const ReleaseView = lazyOr<ReleaseViewProps>(
  () => import('./ReleaseView').then(module => module.ReleaseView),
  MissingView,
);

/** The entity's releases over the list, where the URL asks for them; loaded when it does. */
export function OpenedReleases(props: {
  entityRef: string;
  /** What the viewer chose; undefined for the entity's own. */
  environment?: string[];
}) {
  const opened = useOpenRelease();
  const { t } = useTranslationRef(sentryPageTranslationRef);
  if (!opened.isOpen) {
    return null;
  }
  return (
    <Drawer title={t('releases.view')} onClose={opened.close}>
      <ReleasesPage onClose={opened.close}>
        <Suspense
          fallback={<Text role="status">{t('monitoring.loading')}</Text>}
        >
          <ReleaseView {...props} opened={opened} />
        </Suspense>
      </ReleasesPage>
    </Drawer>
  );
}

function ReleasesPage(props: { onClose: () => void; children: ReactNode }) {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <Text as="h2" variant="title-x-small" weight="bold">
          {t('releases.view')}
        </Text>
        <IconButton
          label={t('releases.close')}
          icon={<RiCloseLine />}
          onPress={props.onClose}
        />
      </div>
      {props.children}
    </div>
  );
}

/** In place of what could not be loaded. */
function MissingView() {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <div role="alert">
      <Text as="p">{t('detail.missing.description')}</Text>
      <ReloadPageButton />
    </div>
  );
}
