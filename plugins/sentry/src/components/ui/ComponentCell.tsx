import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { QuietText } from './QuietText';
import styles from './ComponentCell.module.css';
import { ComponentLink } from './ComponentLink';
import { componentName } from './componentName';
import { useComponentsOf } from './Components';

/** As many as there is room for beside the rest of a row. */
const mostShown = 2;

/** The entities that an issue is of, and its project, where that is called otherwise. */
export function ComponentCell(props: { issue: SentryIssue }) {
  const { issue } = props;
  const components = useComponentsOf(issue);
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const shown =
    components.length > mostShown ? components.slice(0, 1) : components;
  const rest = components.slice(shown.length);
  const { slug, name } = issue.project;
  const isSameName = components.some(
    component => componentName(component) === name || isCalled(component, slug),
  );

  return (
    <div className={styles.cell}>
      {shown.map(component => (
        <ComponentLink key={component.ref} component={component} />
      ))}
      {rest.length > 0 && (
        <QuietText
          variant="body-x-small"
          title={formats.list(rest.map(componentName))}
        >
          {t('table.more', {
            count: rest.length,
            number: formats.number(rest.length),
          })}
        </QuietText>
      )}
      {!isSameName && (
        <QuietText title={name} truncate>
          {slug}
        </QuietText>
      )}
    </div>
  );
}

function isCalled(component: { ref: string }, slug: string): boolean {
  return component.ref.endsWith(`/${slug}`);
}
