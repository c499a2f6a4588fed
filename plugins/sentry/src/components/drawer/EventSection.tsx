import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, VisuallyHidden } from '@backstage/ui';
import type { SentryEventPosition } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../formats';
import type { IssueDetail } from '../../data/issue';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { KeepFocus } from '../ui/KeepFocus';
import { ProblemPanel } from '../ui/ProblemPanel';
import { QuietText } from '../ui/QuietText';
import { Section } from './Section';
import { EventBody } from './EventBody';
import { EventHead } from './EventHead';
import styles from './EventDetail.module.css';
import { EventStepper } from './EventStepper';

/** One event of the issue, and the way to the others. */
export function EventSection(props: {
  entity: Entity;
  event: IssueDetail['event'];
  /** What the URL asks for. */
  position: string | undefined;
  /** Positions that the server can be asked for. */
  positions: SentryEventPosition[];
  /** Why the issue came without an event. */
  problem: Error | undefined;
  /** What stands above: it is not told again. */
  told: string | undefined;
  /** Whether the URL asks for an event by what could be none. */
  isUnknown: boolean;
  onShow: (event: string | undefined) => void;
}) {
  const { entity, event, position, positions, problem, onShow } = props;
  const { data, isPending } = event;
  const error = event.error ?? (data ? undefined : problem);
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();

  const said =
    data?.dateCreated &&
    t('detail.event.shown', {
      time: formats.exact(new Date(data.dateCreated)),
    });

  return (
    <Section
      title={t('detail.event.title')}
      actions={
        <EventStepper
          event={error ? undefined : data}
          position={position}
          positions={positions}
          onShow={onShow}
        />
      }
    >
      <VisuallyHidden role="status">
        {isPending ? t('detail.event.loading') : !error && said}
      </VisuallyHidden>
      <KeepFocus label={t('detail.event.title')} className={styles.place}>
        {error && (
          <ProblemPanel
            error={error}
            entity={entity}
            onRetry={event.reload}
            isRetrying={isPending}
          >
            {position !== undefined && (
              <Button
                variant="secondary"
                size="small"
                onPress={() => onShow(undefined)}
              >
                {t('detail.event.showRecommended')}
              </Button>
            )}
          </ProblemPanel>
        )}
        {!error && !data && !isPending && <p>{t('detail.event.none')}</p>}
        {!error && data && (
          <div
            className={styles.event}
            data-pending={isPending || undefined}
            aria-busy={isPending}
          >
            {props.isUnknown && (
              <QuietText as="p" variant="body-small">
                {t('detail.event.unknown')}
              </QuietText>
            )}
            <EventHead event={data} />
            {/* What was opened in one event says nothing of the next. */}
            <EventBody key={data.id} event={data} told={props.told} />
          </div>
        )}
      </KeepFocus>
    </Section>
  );
}
