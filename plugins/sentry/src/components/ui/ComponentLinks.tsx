import { parseEntityRef } from '@backstage/catalog-model';
import type {
  SentryComponent,
  SentryIssue,
} from 'backstage-plugin-sentry-common';
import { Link, Text } from '@backstage/ui';
import { useEntityHref } from '../../issueUrl/links';
import styles from './ComponentLinks.module.css';
import { useComponentsOf } from './IssueContext';

/** The title of an entity, else its name. */
export function componentName(
  component: Pick<SentryComponent, 'ref' | 'title'>,
): string {
  return component.title ?? parseEntityRef(component.ref).name;
}

export function ComponentLink(props: {
  component: SentryComponent;
  isQuiet?: boolean;
}) {
  const { component, isQuiet = false } = props;
  const href = useEntityHref().page(component.ref);
  const name = <bdi>{componentName(component)}</bdi>;
  const look = {
    variant: isQuiet ? 'body-x-small' : 'body-small',
    color: 'primary',
    className: isQuiet ? `${styles.name} ${styles.quiet}` : styles.name,
  } as const;
  return href === undefined ? (
    <Text {...look} title={component.ref}>
      {name}
    </Text>
  ) : (
    <Link {...look} href={href} title={component.ref} standalone>
      {name}
    </Link>
  );
}

/** The entities of an issue in one line; nothing on the page of a single one. */
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
