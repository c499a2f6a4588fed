import { Link, Text } from '@backstage/ui';
import type { SentryComponent } from 'backstage-plugin-sentry-common';
import { useEntityHref } from '../../issueUrl/links';
import styles from './ComponentCell.module.css';
import { componentName } from './componentName';

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
