import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Link, Text, VisuallyHidden } from '@backstage/ui';
import {
  type SentryIssueRelation,
  sentryIssuesDefaults,
  type SentryIssueSort,
} from 'backstage-plugin-sentry-common';
import { useMemo } from 'react';
import { writeQuery } from '../../api/query';
import { usePeriodText } from '../../formats';
import { useIssues } from '../../data/answers';
import { useSteadyPage } from '../../data/useSteadyPage';
import { rootRouteRef, useOptionalRoute } from '../../routes';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { AnswerNotices } from '../ui/AnswerNotices';
import { ComponentLine } from '../ui/ComponentLinks';
import { IssueListProvider, useMyIssueLinks } from '../ui/IssueContext';
import { IssueList, IssueListSkeleton } from '../ui/IssueList';
import { OfOneIdentity } from '../ui/KeepFocus';
import { ProblemPanel } from '../ui/ProblemPanel';
import styles from './MyIssuesWidget.module.css';

/** What the widget shows. */
interface MyIssuesWidgetProps {
  /** How many issues to list, 1 to 25. Default 5. */
  maxItems?: number;
  /** How they concern the viewer. Default `owned`. */
  relation?: SentryIssueRelation;
  /** The window, `1h` to `90d`. Default `14d`. */
  statsPeriod?: string;
  /** Which issues come first. Default `date`: those seen last. */
  sort?: SentryIssueSort;
}

/** The issues that concern the viewer, for the home page. */
export function MyIssuesWidget(props: MyIssuesWidgetProps) {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <OfOneIdentity label={t('mine.title')}>
      <WidgetBody {...props} />
    </OfOneIdentity>
  );
}

function WidgetBody(props: MyIssuesWidgetProps) {
  const { maxItems = 5, relation = 'owned', sort } = props;
  const { statsPeriod = sentryIssuesDefaults.statsPeriod } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { t: tBase } = useTranslationRef(sentryTranslationRef);
  const period = usePeriodText()(statsPeriod);
  const pageHref = useOptionalRoute(rootRouteRef)?.();
  const linksOf = useMyIssueLinks();
  const { data, question, error, isPending, reload } = useIssues(
    { relation },
    { statsPeriod, sort, limit: maxItems },
    { isLive: true },
  );
  const page = useSteadyPage(data, question);
  const context = useMemo(
    () => ({ links: linksOf(page), components: page?.entities }),
    [linksOf, page],
  );

  if (error) {
    return (
      <ProblemPanel error={error} onRetry={reload} isRetrying={isPending} />
    );
  }
  return (
    <div className={styles.body} aria-busy={isPending} data-sentry-rows>
      {!page && (
        <VisuallyHidden role="status">
          {tBase('content.loading')}
        </VisuallyHidden>
      )}
      {!page && <IssueListSkeleton rows={maxItems} withComponents />}
      {page && page.items.length > 0 && (
        <IssueListProvider value={context}>
          <IssueList
            issues={page.items}
            label={t('mine.title')}
            withUsers
            Line={ComponentLine}
          />
        </IssueListProvider>
      )}
      {page?.items.length === 0 && (
        <Text as="p">{t('mine.empty', { period })}</Text>
      )}
      {/* Below the issues: the room of a widget is for these. */}
      {page && (
        <AnswerNotices answer={page} onRetry={reload} isRetrying={isPending} />
      )}
      {pageHref && (
        <Flex justify="end">
          <Link
            href={`${pageHref}/my-issues?${writeQuery({
              relation,
              statsPeriod,
              sort,
            })}`}
          >
            {t('mine.all')}
          </Link>
        </Flex>
      )}
    </div>
  );
}
