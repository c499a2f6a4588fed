import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select, Text } from '@backstage/ui';
import { useId, useRef } from 'react';
import { usePassFocus } from '../../hooks';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { Arrow, IconButton } from '../ui/buttons';
import styles from './IssuesPagination.module.css';

const pageSizes = [10, 25, 50, 100];

/** The design system's own pagination is English only. */
export function IssuesPagination(props: {
  pageSize: number;
  onPageSizeChange: (pageSize: number) => void;
  /** Which issues are shown. */
  label: string;
  hasPreviousPage: boolean;
  hasNextPage: boolean;
  onPreviousPage: () => void;
  onNextPage: () => void;
}) {
  const { pageSize, onPageSizeChange, label } = props;
  const { hasPreviousPage, hasNextPage, onPreviousPage, onNextPage } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const labelId = useId();
  const sizes = [...new Set([...pageSizes, pageSize])].sort((a, b) => a - b);

  const previous = useRef<HTMLButtonElement>(null);
  const next = useRef<HTMLButtonElement>(null);
  usePassFocus({ from: previous, to: next, when: !hasPreviousPage });
  usePassFocus({ from: next, to: previous, when: !hasNextPage });

  return (
    <nav className={styles.pagination} aria-label={t('table.pages')}>
      <Select
        className={styles.size}
        size="small"
        aria-label={t('table.pageSizeLabel')}
        options={sizes.map(size => ({
          value: String(size),
          label: t('table.pageSize', { count: size }),
        }))}
        value={String(pageSize)}
        onChange={size => {
          if (size && Number(size) !== pageSize) {
            onPageSizeChange(Number(size));
          }
        }}
      />
      <div className={styles.steps}>
        <Text id={labelId}>{label}</Text>
        <IconButton
          ref={previous}
          variant="secondary"
          icon={<Arrow to="previous" />}
          label={t('table.previousPage')}
          aria-describedby={labelId}
          isDisabled={!hasPreviousPage}
          onPress={onPreviousPage}
        />
        <IconButton
          ref={next}
          variant="secondary"
          icon={<Arrow to="next" />}
          label={t('table.nextPage')}
          aria-describedby={labelId}
          isDisabled={!hasNextPage}
          onPress={onNextPage}
        />
      </div>
    </nav>
  );
}
