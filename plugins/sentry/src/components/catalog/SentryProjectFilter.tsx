import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type DefaultEntityFilters,
  type EntityFilter,
  useEntityList,
} from '@backstage/plugin-catalog-react';
import { Checkbox } from '@backstage/ui';
import {
  isSentryAvailable,
  SENTRY_PROJECT_SLUG_ANNOTATION,
} from 'backstage-plugin-sentry-common';
import { useEffect, useState } from 'react';
import { sentryTranslationRef } from '../../translation';

/** The entities that name a Sentry project, filtered by the catalog itself. */
class HasProjectFilter implements EntityFilter {
  getCatalogFilters() {
    return {
      [`metadata.annotations.${SENTRY_PROJECT_SLUG_ANNOTATION}`]:
        CATALOG_FILTER_EXISTS,
    };
  }

  filterEntity(entity: Entity) {
    return isSentryAvailable(entity);
  }

  toQueryValue() {
    return 'project';
  }
}

type Filters = DefaultEntityFilters & { sentry?: HasProjectFilter };

/** A filter of the catalog's list: whether entities have a Sentry project. */
export function SentryProjectFilter() {
  const { queryParameters, updateFilters } = useEntityList<Filters>();
  const { t } = useTranslationRef(sentryTranslationRef);
  const [isChosen, setChosen] = useState(queryParameters.sentry === 'project');
  useEffect(() => {
    updateFilters({ sentry: isChosen ? new HasProjectFilter() : undefined });
  }, [isChosen, updateFilters]);
  return (
    <Checkbox isSelected={isChosen} onChange={setChosen}>
      {t('status.filter')}
    </Checkbox>
  );
}
