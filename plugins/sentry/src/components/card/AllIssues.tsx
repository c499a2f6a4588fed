import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { useFormats } from '../../formats';
import { sentryTranslationRef } from '../../translation';

/** Sentry counts the matches of a search up to here. */
export const mostCounted = 1000;

/** The way to the tab. */
export function AllIssues(props: { href: string; total?: number }) {
  const { href, total } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  return (
    <Link href={href}>
      {total && total < mostCounted
        ? t('card.allIssuesOf', formats.counted(total))
        : t('card.allIssues')}
    </Link>
  );
}
