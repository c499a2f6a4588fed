import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { SentryException } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { QuietText } from '../ui/QuietText';
import styles from './ExceptionChain.module.css';
import { StackTrace } from './StackTrace';

/** Exceptions, each followed by the one that caused it. */
export function ExceptionChain(props: {
  exceptions: SentryException[];
  omitted?: number;
  /** What stands above already: the first does not tell it again. */
  told?: string;
}) {
  const { exceptions, omitted = 0, told } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  return (
    <ol className={styles.chain} aria-label={t('detail.stack.chain')}>
      {exceptions.map((exception, index) => (
        <li key={index} className={styles.exception}>
          {index > 0 && <QuietText>{t('detail.stack.causedBy')}</QuietText>}
          <ExceptionBody
            exception={exception}
            isTold={index === 0 && exception.value === told}
          />
        </li>
      ))}
      {omitted > 0 && (
        <li>
          <QuietText>
            {t('detail.stack.causesOmitted', {
              count: omitted,
              number: formats.number(omitted),
            })}
          </QuietText>
        </li>
      )}
    </ol>
  );
}

function ExceptionBody(props: {
  exception: SentryException;
  /** Whether its message stands above. */
  isTold: boolean;
}) {
  const { exception, isTold } = props;
  const { type, value, module, mechanism, frames } = exception;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const name = type || module || t('detail.stack.exception');
  const how = [
    mechanism?.type,
    mechanism?.handled === true && t('detail.handled.yes'),
    mechanism?.handled === false && t('detail.handled.no'),
  ].filter(Boolean);

  return (
    <>
      <div className={styles.exceptionHead}>
        <Text as="h5" weight="bold" className={styles.type}>
          <bdi>{name}</bdi>
        </Text>
        {how.length > 0 && <QuietText>{how.join(' · ')}</QuietText>}
      </div>
      {value && !isTold && (
        <p className={styles.value}>
          <bdi>{value}</bdi>
        </p>
      )}
      {frames.length > 0 ? (
        <StackTrace
          trace={exception}
          label={t('detail.stack.framesOf', { name })}
        />
      ) : (
        <QuietText as="p" variant="body-small">
          {t('detail.stack.noFrames')}
        </QuietText>
      )}
    </>
  );
}
