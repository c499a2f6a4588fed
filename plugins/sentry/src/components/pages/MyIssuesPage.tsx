import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Container,
  Flex,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import type { SentryIssueRelation } from 'backstage-plugin-sentry-common';
import { useRelation } from '../../issueUrl/urlParams';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { IssuesView } from '../tab/IssuesView';
import { OfOneIdentity } from '../ui/KeepFocus';
import { useMyIssueLinks } from '../ui/IssueContext';
import styles from './MyIssuesPage.module.css';
import { useFilterOptions } from '../../data/projects';

/** The issues that concern the viewer, whichever entity they are of. */
export function MyIssuesPage() {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const [relation, setRelation] = useRelation();
  return (
    <Container>
      <Flex direction="column" gap="4">
        <RelationToggle value={relation} onChange={setRelation} />
        <OfOneIdentity label={t('mine.title')} of={relation}>
          <MyIssues relation={relation} />
        </OfOneIdentity>
      </Flex>
    </Container>
  );
}

function MyIssues(props: { relation: SentryIssueRelation }) {
  const of = { relation: props.relation };
  const linksOf = useMyIssueLinks();
  const filters = useFilterOptions(of);
  return (
    <IssuesView
      source={{ ...filters, of, isAggregate: true }}
      linksOf={linksOf}
    />
  );
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
