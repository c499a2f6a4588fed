import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import {
  sentryProjectName,
  type SentryCoverageDecision,
  type SentryCoverageItem,
  type SentryCoverageList,
} from 'backstage-plugin-sentry-common';
import { useState } from 'react';
import { sentryApiRef } from '../../api/SentryApi';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { ComponentLink } from '../ui/ComponentLinks';
import { ExternalLink } from '../ui/links';
import { MessageText, Snippet } from '../ui/messages';
import { QuietText } from '../ui/primitives';
import styles from './CoveragePage.module.css';

interface CoverageRowProps {
  item: SentryCoverageItem;
  list: SentryCoverageList;
  /** Whether accepted suggestions get generated annotations. */
  canApply: boolean;
  /** Called when something was decided. */
  onChange: () => void;
}

/** An entity with its projects, a project alone, or a pair that is suggested. */
export function CoverageRow(props: CoverageRowProps) {
  const { entity, projects, problems, suggestion } = props.item;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <li className={styles.item}>
      <div className={styles.what}>
        {entity && <ComponentLink component={{ ...entity, projects: [] }} />}
        {entity && projects.length > 0 && <span aria-hidden>→</span>}
        {projects.map(project => (
          <ExternalLink
            key={project.id}
            href={project.link}
            variant="body-small"
            opens="project"
          >
            <bdi>{project.slug}</bdi>
          </ExternalLink>
        ))}
        {!entity &&
          projects.map(({ id, organization, teams }) => (
            <QuietText key={id}>
              <bdi>
                {[organization, ...teams.map(({ slug }) => slug)].join(' · ')}
              </bdi>
            </QuietText>
          ))}
        {entity?.isGenerated && (
          <QuietText>{t('coverage.generated')}</QuietText>
        )}
        {suggestion?.decision === 'accepted' && (
          <QuietText>{t('coverage.accepted')}</QuietText>
        )}
      </div>
      {suggestion && <Why {...suggestion} />}
      {problems.map(({ message, action }) => (
        <Text as="p" variant="body-small" key={message}>
          <MessageText>
            {[message, action].filter(Boolean).join(' ')}
          </MessageText>
        </Text>
      ))}
      {suggestion && !entity?.isGenerated && props.list === 'suggestions' && (
        <Snippet file="catalog-info.yaml" text={suggestion.snippet.trimEnd()} />
      )}
      <Acts {...props} />
    </li>
  );
}

function Why({
  confidence,
  reasons,
}: NonNullable<SentryCoverageItem['suggestion']>) {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  return (
    <Text as="p" variant="body-small">
      {t(`coverage.confidence.${confidence}`)}
      {': '}
      {formats.list(reasons.map(reason => t(`coverage.reason.${reason}`)))}.
    </Text>
  );
}

function Acts({ item, list, canApply, onChange }: CoverageRowProps) {
  const { entity, projects, suggestion } = item;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const sentryApi = useApi(sentryApiRef);
  const [pending, setPending] = useState<SentryCoverageDecision>();
  const [hasFailed, setFailed] = useState(false);
  const [project] = projects;
  const decide = async (decision: SentryCoverageDecision) => {
    if (!entity || !project) {
      return;
    }
    setPending(decision);
    setFailed(false);
    try {
      await sentryApi.decideCoverage({
        entityRef: entity.ref,
        project: sentryProjectName(project),
        decision,
      });
      onChange();
    } catch {
      setFailed(true);
    }
    setPending(undefined);
  };
  const act = (decision: SentryCoverageDecision, label: string) => (
    <Button
      size="small"
      variant="secondary"
      isDisabled={pending !== undefined}
      loading={pending === decision}
      onPress={() => decide(decision)}
    >
      {label}
    </Button>
  );
  const isDecided = suggestion?.decision !== undefined;
  const canEdit =
    entity?.editUrl && !entity.isGenerated && list !== 'dismissed';
  if (!canEdit && !suggestion) {
    return null;
  }
  return (
    <div className={styles.acts}>
      {canEdit && (
        <ExternalLink href={entity.editUrl} variant="body-small">
          {t('coverage.edit')}
        </ExternalLink>
      )}
      {suggestion &&
        !isDecided &&
        canApply &&
        !entity?.isGenerated &&
        act('accepted', t('coverage.accept'))}
      {suggestion && !isDecided && act('dismissed', t('coverage.dismiss'))}
      {suggestion && isDecided && act('open', t('coverage.undo'))}
      <span role="status">{hasFailed ? t('coverage.failed') : ''}</span>
    </div>
  );
}
