import { parseEntityRef } from '@backstage/catalog-model';
import type {
  SentryComponent,
  SentryIssue,
} from 'backstage-plugin-sentry-common';
import { Link, Text } from '@backstage/ui';
import { useEntityHref } from '../../issueUrl/links';
import styles from './ComponentLinks.module.css';
import { useComponentsOf } from './IssueContext';

/** How people call an entity. */
export function componentName(
  component: Pick<SentryComponent, 'ref' | 'title'>,
): string {
  return component.title ?? parseEntityRef(component.ref).name;
}

/** The name of an entity, and the way to its page. */
export function ComponentLink(props: {
  component: SentryComponent;
  /** Small, so that it steps back behind what it is about. */
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
