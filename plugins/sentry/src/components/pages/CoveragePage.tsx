import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Card,
  CardBody,
  Flex,
  Text,
  ToggleButton,
  VisuallyHidden,
} from '@backstage/ui';
import {
  sentryCoverageLists,
  type SentryCoverageItem,
  type SentryCoverageList,
  type SentryCoverageResponse,
} from 'backstage-plugin-sentry-common';
import { useState } from 'react';
import { useCoverage } from '../../data/answers';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { Arrow, IconButton } from '../ui/buttons';
import { OfOneIdentity } from '../ui/KeepFocus';
import { ProblemPanel } from '../ui/ProblemPanel';
import { QuietText, RelativeTime, Skeleton } from '../ui/primitives';
import { CoverageRow } from './CoverageRow';
import styles from './CoveragePage.module.css';

/** The catalog against Sentry: what is missing, what is wrong, and what to write. */
export function CoveragePage() {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <OfOneIdentity label={t('coverage.title')}>
      <Coverage />
    </OfOneIdentity>
  );
}

function Coverage() {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const [list, setList] = useState<SentryCoverageList>('suggestions');
  /** Where the pages before began, and where this one does. */
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined]);
  const cursor = cursors[cursors.length - 1];
  const answer = useCoverage(list, cursor);
  const { data, error, isPending, isOutdated, reload } = answer;
  const show = (next: SentryCoverageList) => {
    setList(next);
    setCursors([undefined]);
  };
  const isNew = data !== undefined && data.comparedAt === undefined;

  return (
    <Flex direction="column" gap="4">
      <div>
        <Text as="h2" variant="title-x-small" weight="bold">
          {t('coverage.title')}
        </Text>
        <QuietText as="p" variant="body-small">
          {t(
            data?.visibility === 'owned'
              ? 'coverage.aboutOwned'
              : 'coverage.about',
          )}
          {data?.comparedAt && (
            <>
              {' '}
              {t('coverage.compared')} <RelativeTime value={data.comparedAt} />.
            </>
          )}
        </QuietText>
        <VisuallyHidden role="status">
          {isPending ? t('coverage.loading') : ''}
        </VisuallyHidden>
      </div>
      {error && (
        <ProblemPanel error={error} onRetry={reload} isRetrying={isPending} />
      )}
      {!data && !error && <Skeleton width="100%" height={160} />}
      {isNew && !error && <NotYet />}
      {data && !isNew && (
        <>
          <Lists list={list} counts={data.counts} onChange={show} />
          {data.problems.length > 0 && <Problems problems={data.problems} />}
          <div
            className={styles.answer}
            data-stale={isOutdated || error !== undefined}
          >
            <Items
              key={`${list} ${cursor}`}
              list={list}
              data={data}
              onChange={reload}
            />
          </div>
          <Pages
            data={data}
            start={Number(cursor ?? 0)}
            onPrevious={
              cursors.length > 1
                ? () => setCursors(cursors.slice(0, -1))
                : undefined
            }
            onNext={next => setCursors([...cursors, next])}
          />
        </>
      )}
    </Flex>
  );
}

function Lists(props: {
  list: SentryCoverageList;
  counts: SentryCoverageResponse['counts'];
  onChange: (list: SentryCoverageList) => void;
}) {
  const { list, counts, onChange } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  return (
    <div role="group" className={styles.lists} aria-label={t('coverage.lists')}>
      {sentryCoverageLists
        // What was dismissed is of use only to those who look for it.
        .filter(one => one !== 'dismissed' || counts[one] > 0 || one === list)
        .map(one => (
          <ToggleButton
            key={one}
            isSelected={one === list}
            onChange={() => onChange(one)}
          >
            {`${t(`coverage.list.${one}`)} ${formats.number(counts[one])}`}
          </ToggleButton>
        ))}
    </div>
  );
}

function Items(props: {
  list: SentryCoverageList;
  data: SentryCoverageResponse;
  onChange: () => void;
}) {
  const { list, data, onChange } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  if (data.items.length === 0) {
    return <Text as="p">{t(`coverage.empty.${list}`)}</Text>;
  }
  return (
    <Card>
      <CardBody>
        <ul className={styles.items} aria-label={t(`coverage.list.${list}`)}>
          {data.items.map(item => (
            <CoverageRow
              key={keyOf(item)}
              item={item}
              list={list}
              canApply={data.appliesExactMatches}
              onChange={onChange}
            />
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

function keyOf({ entity, projects }: SentryCoverageItem): string {
  return [
    entity?.ref,
    ...projects.map(one => `${one.instance}:${one.organization}/${one.id}`),
  ].join(' ');
}

function Problems(props: { problems: SentryCoverageResponse['problems'] }) {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <details className={styles.problems}>
      <summary>{t('coverage.incomplete')}</summary>
      <ul>
        {props.problems.map(({ code, message }) => (
          <li key={`${code} ${message}`}>{message}</li>
        ))}
      </ul>
    </details>
  );
}

function NotYet() {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <div role="note">
      <Text as="p" weight="bold">
        {t('coverage.notYetTitle')}
      </Text>
      <Text as="p">{t('coverage.notYet')}</Text>
    </div>
  );
}

function Pages(props: {
  data: SentryCoverageResponse;
  /** How many items are before this page. */
  start: number;
  onPrevious: (() => void) | undefined;
  onNext: (cursor: string) => void;
}) {
  const { data, start, onPrevious, onNext } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const { nextCursor } = data.pageInfo;
  if (!onPrevious && !nextCursor) {
    return null;
  }
  return (
    <nav className={styles.pages} aria-label={t('table.pages')}>
      <Text>
        {t('coverage.range', {
          from: formats.number(start + 1),
          to: formats.number(start + data.items.length),
          total: formats.number(data.totalItems),
        })}
      </Text>
      <IconButton
        variant="secondary"
        icon={<Arrow to="previous" />}
        label={t('table.previousPage')}
        isDisabled={!onPrevious}
        onPress={onPrevious}
      />
      <IconButton
        variant="secondary"
        icon={<Arrow to="next" />}
        label={t('table.nextPage')}
        isDisabled={!nextCursor}
        onPress={() => nextCursor && onNext(nextCursor)}
      />
    </nav>
  );
}
