import { Link, type LinkProps } from '@backstage/ui';
import {
  type SentryIssue,
  sentryProjectName,
} from 'backstage-plugin-sentry-common';
import type { MouseEvent, ReactNode } from 'react';
import { ExternalLink } from './ExternalLink';
import { useIssueLinks } from './IssueLinks';

/**
 * The link of an issue in a list: to its detail where the portal has one, which a
 * plain click opens beside the list; else to Sentry.
 */
export function IssueLink(
  props: Pick<LinkProps, 'className' | 'title' | 'color' | 'weight'> & {
    issue: SentryIssue;
    children: ReactNode;
  },
) {
  const { issue, children, ...rest } = props;
  const links = useIssueLinks();
  const href = links?.hrefOf(issue);
  if (!links || href === undefined) {
    return (
      <ExternalLink {...rest} href={issue.permalink} standalone>
        {children}
      </ExternalLink>
    );
  }
  const { onOpen } = links;
  const onClick = (event: MouseEvent) => {
    if (onOpen && isPlain(event)) {
      event.preventDefault();
      onOpen(issue);
    }
  };
  return (
    <Link
      {...rest}
      href={href}
      onClick={onClick}
      data-sentry-issue={issue.id}
      data-sentry-project={sentryProjectName(issue.project)}
      standalone
    >
      {children}
    </Link>
  );
}

/** Whether a click means this page, and not another tab or window. */
function isPlain(event: MouseEvent): boolean {
  return (
    event.button === 0 &&
    !event.metaKey &&
    !event.ctrlKey &&
    !event.shiftKey &&
    !event.altKey
  );
}
