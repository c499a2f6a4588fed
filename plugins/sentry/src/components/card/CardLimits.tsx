import type { SentryIssueSort } from 'backstage-plugin-sentry-common';
import { Suspense } from 'react';
import { allCapabilities, type Capabilities } from '../../data/projects';
import { useLate } from '../../late/useLate';
import { lateTrouble } from './lateParts';

/** At the end of the card: what the servers can't do, where they are not known to do all. */
export function CardLimits(props: {
  capabilities: Capabilities;
  /** The order asked for, and the one that it is. */
  sort: { asked: SentryIssueSort; used: SentryIssueSort };
}) {
  const { capabilities, sort } = props;
  const isLimited =
    capabilities !== allCapabilities || sort.asked !== sort.used;
  const trouble = useLate(isLimited ? lateTrouble : undefined);
  return typeof trouble === 'object' ? (
    <Suspense>
      <trouble.LimitsNote {...props} besideCounts />
    </Suspense>
  ) : null;
}
