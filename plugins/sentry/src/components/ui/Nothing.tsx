import { VisuallyHidden } from '@backstage/ui';

/** Where there is nothing to show: a dash to the eye, and to the ear what it means. */
export function Nothing(props: {
  label: string;
  /** Whether the pointer is told, too: where it is not plain from the place. */
  withTitle?: boolean;
}) {
  const { label, withTitle } = props;
  return (
    <span title={withTitle ? label : undefined}>
      <span aria-hidden>–</span>
      <VisuallyHidden>{label}</VisuallyHidden>
    </span>
  );
}
