import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Container,
  Flex,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import type {
  SentryIssueRelation,
  SentryIssuesQuery,
} from 'backstage-plugin-sentry-common';
import { useCallback } from 'react';
import { sentryApiRef, SentryRequestOptions } from '../../api/SentryApi';
import { useSentryConnection } from '../../auth/connection';
import { useRelation } from '../../issueUrl/urlParams';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { IssuesView } from '../tab/IssuesView';
import { KeepFocus } from '../ui/KeepFocus';
import { useMyIssueLinks } from '../ui/IssueContext';
import styles from './MyIssuesPage.module.css';
import { type FilterOptions, useFilterOptions } from '../../data/projects';

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

const relations = [
  'owned',
  'assigned',
] as const satisfies SentryIssueRelation[];

/** Which of the issues that concern the viewer are shown. */
export function RelationToggle(props: {
  value: SentryIssueRelation;
  onChange: (relation: SentryIssueRelation) => void;
}) {
  const { value, onChange } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <ToggleButtonGroup
      className={styles.relations}
      aria-label={t('mine.relation.label')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={keys => {
        const chosen = relations.find(relation => keys.has(relation));
        if (chosen && chosen !== value) {
          onChange(chosen);
        }
      }}
    >
      {relations.map(relation => (
        <ToggleButton key={relation} id={relation} size="small">
          {t(`mine.relation.${relation}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

/** What the viewer's own issues can be narrowed by. */
export function useMyFilters(relation: SentryIssueRelation): FilterOptions {
  const sentryApi = useApi(sentryApiRef);
  return useFilterOptions(
    useCallback(
      signal => sentryApi.getMyEnvironments({ relation }, { signal }),
      [sentryApi, relation],
    ),
    useCallback(
      signal => sentryApi.getMyProjects({ relation }, { signal }),
      [sentryApi, relation],
    ),
  );
}
