import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { useUrlParams } from '../../issueUrl/urlParams';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { ProblemPanel } from '../ui/ProblemPanel';
import type { RefusedParameter } from './refusedParameter';

/**
 * Where the address has what may be refused, and what goes with it: a cursor points
 * into the list of one environment and one period.
 */
const places = {
  event: ['event'],
  environment: ['environment', 'cursor'],
  project: ['issueProject'],
  statsPeriod: ['statsPeriod', 'cursor'],
  other: [],
};

/** Says what of the address the backend does not take, and offers the issue without it. */
export function RefusedLink(props: {
  error: Error;
  entity: Entity;
  refused: Exclude<RefusedParameter, 'issueId'>;
}) {
  const { error, entity, refused } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const [search, replace] = useUrlParams(places[refused]);
  const [place] = places[refused];
  const isInAddress = new URLSearchParams(search).has(place);
  return (
    <ProblemPanel
      error={error}
      text={{
        kind: 'bad-request',
        title: t('detail.refused.title'),
        message: t(`detail.refused.${refused}`),
        action: t('detail.refused.answer', { message: error.message }),
      }}
      entity={entity}
    >
      {isInAddress && (
        <Button
          size="small"
          variant="secondary"
          onPress={() => replace(new URLSearchParams())}
        >
          {t('detail.refused.without')}
        </Button>
      )}
    </ProblemPanel>
  );
}
