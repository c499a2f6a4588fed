import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import {
  type SentryIssueRelation,
  type SentryIssuesPage,
  sentryProjectName,
} from 'backstage-plugin-sentry-common';
import { useCallback } from 'react';
import { type IssueAddress, isIssue } from '../../issueUrl/address';
import { useRelation } from '../../issueUrl/urlParams';
import { useOpenIssue } from '../../issueUrl/useOpenIssue';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { IssuesView } from '../tab/IssuesView';
import { OfOneIdentity } from '../ui/KeepFocus';
import { TriageProvider } from '../../triage/Triage';
import { OpenedIssue } from '../tab/OpenedIssue';
import { componentsOf, type IssueLinks } from '../ui/IssueContext';
import styles from './MyIssuesPage.module.css';
import { allCapabilities, useFilterOptions } from '../../data/projects';

/** The issues that concern the viewer, whichever entity they are of. */
export function MyIssuesPage() {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const [relation, setRelation] = useRelation();
  return (
    <Flex direction="column" gap="4">
      <RelationToggle value={relation} onChange={setRelation} />
      <OfOneIdentity label={t('mine.title')} of={relation}>
        <MyIssues relation={relation} />
      </OfOneIdentity>
    </Flex>
  );
}

function MyIssues(props: { relation: SentryIssueRelation }) {
  const of = { relation: props.relation };
  const filters = useFilterOptions(of);
  // Servers other than Sentry assign issues to nobody: they are not asked, and limit nothing.
  const limits = filters.capabilities?.limitedBy ?? [];
  const isUnlimited =
    props.relation === 'assigned' &&
    limits.length > 0 &&
    limits.every(({ server }) => server !== 'sentry');
  const opened = useOpenIssue(true);
  const { hrefOf, open } = opened;
  const linksOf = useCallback(
    (page: SentryIssuesPage | undefined): IssueLinks => ({
      // Only an entity's issues can be opened in the portal.
      hrefOf: issue =>
        componentsOf(page?.entities, issue).length > 0
          ? hrefOf(issue)
          : undefined,
      onOpen: open,
    }),
    [hrefOf, open],
  );
  return (
    <IssuesView
      source={{
        ...filters,
        ...(isUnlimited && { capabilities: allCapabilities }),
        of,
        isAggregate: true,
      }}
      linksOf={linksOf}
      beside={shown => {
        const entityRef = entityRefOf(shown.page, opened.address);
        return (
          entityRef && (
            <TriageProvider key={entityRef} entityRef={entityRef}>
              <OpenedIssue
                entityRef={entityRef}
                opened={opened}
                shown={shown}
              />
            </TriageProvider>
          )
        );
      }}
    />
  );
}

/** The entity through which an issue is opened; undefined until the list is there. */
function entityRefOf(
  page: SentryIssuesPage | undefined,
  address: IssueAddress | undefined,
): string | undefined {
  const issue = page?.items.find(one => address && isIssue(one, address));
  const project = issue ? sentryProjectName(issue.project) : address?.project;
  return page?.entities?.find(
    ({ projects }) => project && projects.includes(project),
  )?.ref;
}

const relations = [
  'owned',
  'assigned',
] as const satisfies SentryIssueRelation[];

/** Which of the issues that concern the viewer are shown. */
function RelationToggle(props: {
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
