import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryCspReport } from 'backstage-plugin-sentry-common';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { Facts } from './Facts';
import { Section } from './Section';

/** What a browser blocked, on whose word. */
export function CspReport(props: { csp: SentryCspReport }) {
  const { csp } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const place = [csp.sourceFile, csp.lineNo].filter(Boolean).join(':');
  const disposition =
    csp.disposition === 'report'
      ? t('detail.csp.reportOnly')
      : csp.disposition === 'enforce' && t('detail.csp.enforced');
  return (
    <Section title={t('detail.csp.title')} level={4}>
      <Facts
        layout="rows"
        facts={[
          { name: t('detail.csp.directive'), value: code(csp.directive) },
          { name: t('detail.csp.blocked'), value: code(csp.blockedUri) },
          { name: t('detail.csp.page'), value: code(csp.documentUri) },
          { name: t('detail.csp.source'), value: code(place) },
          { name: t('detail.csp.disposition'), value: disposition },
        ]}
      />
    </Section>
  );
}

function code(text: string | undefined) {
  return text && <code dir="auto">{text}</code>;
}
