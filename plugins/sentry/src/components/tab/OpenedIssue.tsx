import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { Alert } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { Suspense, useEffect } from 'react';
import { isIssue } from '../../issueUrl/address';
import type { OpenIssue } from '../../issueUrl/useOpenIssue';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { Drawer } from '../drawer/Drawer';
import type { IssueDrawerProps } from '../drawer/IssueDrawer';
import { IconButton } from '../ui/buttons';
import { lazyOr } from '../ui/lazyOr';
import { ReloadPageButton } from '../ui/ProblemPanel';
import type { ShownIssues } from './IssuesView';
import styles from './OpenedIssue.module.css';
import { useReturnFocus } from './useReturnFocus';

const importDrawer = () => import('../drawer/IssueDrawer');
const IssueDrawer = lazyOr<IssueDrawerProps>(
  () => importDrawer().then(module => module.IssueDrawer),
  MissingDrawer,
);

const noIssues: SentryIssue[] = [];

/** The drawer of the issue in the URL; its code is loaded once the list is there. */
export function OpenedIssue(props: {
  /** Undefined where only the reference is known. */
  entity?: Entity;
  entityRef: string;
  opened: OpenIssue;
  /** The list that it is opened from. */
  shown: ShownIssues;
}) {
  const { entity, entityRef, opened } = props;
  const { page, query, environment, capabilities } = props.shown;
  const { address, event, isEventUnknown, takeOpener } = opened;
  const issues = page?.items ?? noIssues;
  const known = address && issues.find(issue => isIssue(issue, address));
  useReturnFocus({ isOpen: address !== undefined, issue: known, takeOpener });

  const hasIssues = issues.length > 0;
  useEffect(() => {
    if (hasIssues) {
      // Where this fails, opening an issue tries again and says so.
      importDrawer().catch(() => {});
    }
  }, [hasIssues]);

  if (!address) {
    return null;
  }
  return (
    <Suspense fallback={null}>
      <IssueDrawer
        entity={entity}
        entityRef={entityRef}
        address={address}
        event={event}
        isEventUnknown={isEventUnknown}
        environment={environment}
        issues={issues}
        statsPeriod={capabilities.statsPeriod ? query.statsPeriod : undefined}
        withUsers={capabilities.users}
        navigation={opened}
      />
    </Suspense>
  );
}

/** In place of the drawer whose code could not be loaded. */
function MissingDrawer(
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
          customActions={<ReloadPageButton />}
        />
      </div>
    </Drawer>
  );
}
