import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiLinksLine } from '@remixicon/react';
import type { SentryExternalIssue } from 'backstage-plugin-sentry-common';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { ExternalLink } from '../ui/ExternalLink';
import { QuietText } from '../ui/QuietText';
import { Section } from './Section';
import styles from './IssueTies.module.css';

/** Where else the issue is worked on. */
export function ExternalIssues(props: { issues: SentryExternalIssue[] }) {
  const { issues } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  if (issues.length === 0) {
    return null;
  }
  return (
    <Section title={t('detail.external.title')}>
      <ul className={styles.links}>
        {issues.map(({ url, label, kind }) => (
          <li key={url} className={styles.link}>
            <RiLinksLine size={16} aria-hidden />
            <div className={styles.linkText}>
              <ExternalLink href={url}>
                <bdi>{label}</bdi>
              </ExternalLink>
              {kind && <QuietText>{kind}</QuietText>}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
