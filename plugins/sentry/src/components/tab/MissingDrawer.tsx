import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { Drawer } from '../drawer/Drawer';
import { IconButton } from '../ui/IconButton';
import type { IssueDrawerProps } from '../drawer/IssueDrawer';
import styles from './MissingDrawer.module.css';

/** Stands where the issue would, when the code that shows it can't be had. */
export function MissingDrawer(
  props: Pick<IssueDrawerProps, 'address' | 'navigation'>,
) {
  const { address, navigation } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <Drawer
      title={t('detail.title', { id: address.issueId })}
      onClose={navigation.close}
    >
      <div className={styles.page}>
        <IconButton
          label={t('detail.close')}
          icon={<RiCloseLine />}
          onPress={navigation.close}
          className={styles.close}
        />
        <Alert
          role="alert"
          status="warning"
          icon
          title={t('detail.missing.title')}
          description={t('detail.missing.description')}
          customActions={
            <Button
              variant="secondary"
              size="small"
              onPress={() => window.location.reload()}
            >
              {t('detail.missing.reload')}
            </Button>
          }
        />
      </div>
    </Drawer>
  );
}
