import type { SentryIssue } from 'backstage-plugin-sentry-common';
import styles from './ComponentCell.module.css';
import { ComponentLink } from './ComponentLink';
import { useComponentsOf } from './Components';

/** The entities that an issue is of, in one line; nothing where there is but one. */
export function ComponentLine(props: { issue: SentryIssue }) {
  const components = useComponentsOf(props.issue);
  if (components.length === 0) {
    return null;
  }
  return (
    <div className={styles.line}>
      {components.map(component => (
        <ComponentLink key={component.ref} component={component} isQuiet />
      ))}
    </div>
  );
}
