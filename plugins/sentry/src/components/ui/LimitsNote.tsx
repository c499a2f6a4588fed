import type { SentryIssueSort } from 'backstage-plugin-sentry-common';
import type { Capabilities } from '../../data/projects';
import { QuietText } from './QuietText';
import { useLimitTexts } from './useLimitTexts';

/** One quiet line about what is missing here because a server can't do it. */
export function LimitsNote(props: {
  capabilities: Capabilities;
  /** Whether it stands beside counts: nothing else tells there that they are of no period. */
  besideCounts?: boolean;
  /** The order asked for, and the one that it is. */
  sort?: { asked: SentryIssueSort; used: SentryIssueSort };
}) {
  const { capabilities, besideCounts, sort } = props;
  const texts = useLimitTexts(capabilities, { besideCounts });
  const said = [
    besideCounts && texts.period,
    texts.leftOut,
    sort && texts.sort(sort.asked, sort.used),
  ].filter(Boolean);
  return (
    <div role="status">
      {said.length > 0 && (
        <QuietText as="p" variant="body-small">
          {said.join(' ')}
        </QuietText>
      )}
    </div>
  );
}
