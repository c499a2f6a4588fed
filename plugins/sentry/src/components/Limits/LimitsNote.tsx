import type { SentryIssueSort } from 'backstage-plugin-sentry-common';
import type { Capabilities } from '../../capabilities';
import { QuietText } from '../QuietText';
import { useLimitTexts } from './useLimitTexts';

/** One quiet line about what is missing here because a server can't do it. */
export function LimitsNote(props: {
  capabilities: Capabilities;
  /** Whether to tell that there are no periods, where nothing else does. */
  withPeriod?: boolean;
  /** The order asked for, and the one that it is. */
  sort?: { asked: SentryIssueSort; used: SentryIssueSort };
}) {
  const { capabilities, withPeriod, sort } = props;
  const texts = useLimitTexts(capabilities);
  const said = [
    withPeriod && texts.period,
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
