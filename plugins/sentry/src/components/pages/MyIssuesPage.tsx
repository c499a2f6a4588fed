import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container, Flex } from '@backstage/ui';
import type {
  SentryIssueRelation,
  SentryIssuesQuery,
} from 'backstage-plugin-sentry-common';
import { useCallback } from 'react';
import { sentryApiRef, type SentryRequestOptions } from '../../api/SentryApi';
import { useSentryConnection } from '../../auth/connection';
import { useRelation } from '../../issueUrl/urlParams';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { IssuesView } from '../tab/IssuesView';
import { KeepFocus } from '../ui/KeepFocus';
import { RelationToggle } from './RelationToggle';
import { useMyFilters } from './useMyFilters';
import { useMyIssueLinks } from './useMyIssueLinks';

/** The issues that concern the viewer, whichever entity they are of. */
export function MyIssuesPage() {
  const connection = useSentryConnection();
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const [relation, setRelation] = useRelation();
  return (
    <Container>
      <Flex direction="column" gap="4">
        <RelationToggle value={relation} onChange={setRelation} />
        {/* What one identity showed goes with it. */}
        <KeepFocus label={t('mine.title')}>
          <MyIssues
            key={`${relation} ${connection?.changes ?? 0}`}
            relation={relation}
          />
        </KeepFocus>
      </Flex>
    </Container>
  );
}

function MyIssues(props: { relation: SentryIssueRelation }) {
  const { relation } = props;
  const sentryApi = useApi(sentryApiRef);
  const linksOf = useMyIssueLinks();
  const filters = useMyFilters(relation);
  const getIssues = useCallback(
    (query: SentryIssuesQuery, options: SentryRequestOptions) =>
      sentryApi.getMyIssues({ ...query, relation }, options),
    [sentryApi, relation],
  );
  return (
    <IssuesView
      source={{ ...filters, getIssues, isAggregate: true }}
      linksOf={linksOf}
    />
  );
}
