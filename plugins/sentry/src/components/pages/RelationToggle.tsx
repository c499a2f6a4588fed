import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import type { SentryIssueRelation } from 'backstage-plugin-sentry-common';
import { sentryPageTranslationRef } from '../../pageTranslation';
import styles from './MyIssuesPage.module.css';

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
