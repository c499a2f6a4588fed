import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { SentryComponentSummary } from 'backstage-plugin-sentry-common';
import { useMemo } from 'react';
import { useLate } from '../../late/useLate';
import { sentryTranslationRef } from '../../translation';
import { ComponentTotalsSkeleton } from '../ui/ComponentTotalsSkeleton';
import { lateAggregate } from './lateParts';

/** What each entity adds to the counts. */
export function CardTotals(props: {
  /** Undefined until the first answer. */
  components: SentryComponentSummary[] | undefined;
  statsPeriod: string;
}) {
  const { components, statsPeriod } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const query = useMemo(() => ({ statsPeriod }), [statsPeriod]);
  const aggregate = useLate(lateAggregate);
  if (aggregate === 'missing') {
    return <Text as="p">{t('components.missing')}</Text>;
  }
  return aggregate ? (
    <aggregate.ComponentTotals components={components} query={query} />
  ) : (
    <ComponentTotalsSkeleton />
  );
}
