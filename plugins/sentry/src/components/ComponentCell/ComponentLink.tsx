import { Link, Text } from '@backstage/ui';
import type { SentryComponent } from 'backstage-plugin-sentry-common';
import { useEntityHref } from '../../hooks/useEntityHref';
import styles from './ComponentCell.module.css';
import { componentName } from './componentName';

/** The name of an entity, and the way to its page. */
export function ComponentLink(props: { component: SentryComponent }) {
  const { component } = props;
  const href = useEntityHref().page(component.ref);
  const name = <bdi>{componentName(component)}</bdi>;
  return href === undefined ? (
    <Text variant="body-small" className={styles.name} title={component.ref}>
      {name}
    </Text>
  ) : (
    <Link
      variant="body-small"
      color="primary"
      className={styles.name}
      href={href}
      title={component.ref}
      standalone
    >
      {name}
    </Link>
  );
}
