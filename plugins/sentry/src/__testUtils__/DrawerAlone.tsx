import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { useState } from 'react';
import {
  IssueDrawer,
  type IssueDrawerProps,
} from '../components/drawer/IssueDrawer';
import { addressOf, type IssueAddress } from '../issueUrl/address';
import { makeEntity, makeIssue } from './data';
import { otherIssue } from './render';

/** The drawer without the list. The issue and event that it shows are kept as the URL keeps them. */
export function DrawerAlone(
  props: Partial<IssueDrawerProps> & { onOpen?: (issue: SentryIssue) => void },
) {
  const [address, setAddress] = useState<IssueAddress>({
    issueId: 'SHOP-WEB-1A',
  });
  const [event, showEvent] = useState(props.event);
  return (
    <IssueDrawer
      entity={makeEntity()}
      entityRef="component:default/shop-web"
      isEventUnknown={false}
      environment={undefined}
      issues={[makeIssue(), otherIssue]}
      statsPeriod="14d"
      withUsers
      {...props}
      address={address}
      event={event}
      navigation={{
        open: issue => {
          props.onOpen?.(issue);
          setAddress(addressOf(issue, false));
        },
        showEvent,
        close: () => {},
      }}
    />
  );
}
