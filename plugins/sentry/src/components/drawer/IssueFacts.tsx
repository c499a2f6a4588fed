import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryIssueDetail } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { Facts } from './Facts';
import { AssigneeCell } from '../tab/AssigneeCell';
import { PriorityCell } from '../tab/PriorityCell';
import { knownLevel } from '../ui/LevelMark';
import { useStatusText } from './useStatusText';

/** Where the issue stands, and with whom. */
export function IssueFacts(props: { detail: SentryIssueDetail }) {
  const { issue, event, environments, statusDetails } = props.detail;
  const { isUnhandled, project } = issue;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const status = useStatusText()(issue, statusDetails);
  const level = t(`detail.level.${knownLevel(issue.level)}`);
  // Of what nobody has thrown, such as a report of a browser, it is neither.
  const handled = isUnhandled
    ? t('detail.handled.no')
    : event?.isHandled && t('detail.handled.yes');

  return (
    <Facts
      label={t('detail.facts.title')}
      facts={[
        { name: t('detail.facts.status'), value: status },
        {
          name: t('detail.facts.priority'),
          value: <PriorityCell priority={issue.priority} />,
        },
        {
          name: t('detail.facts.assignee'),
          value: <AssigneeCell assignee={issue.assignee} />,
        },
        {
          name: t('detail.facts.level'),
          value: [level, handled].filter(Boolean).join(' · '),
        },
        environments.length > 0 && {
          name: t('detail.facts.environments'),
          value: formats.list(environments),
        },
        {
          name: t('detail.facts.project'),
          value: <bdi title={project.name}>{project.slug}</bdi>,
        },
      ]}
    />
  );
}
