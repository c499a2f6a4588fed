import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, VisuallyHidden } from '@backstage/ui';
import type { SentryStackFrame } from 'backstage-plugin-sentry-common';
import { type CSSProperties, useId, useState } from 'react';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { CodeIcon } from '../ui/icons';
import { ExternalLink } from '../ui/links';
import { QuietText } from '../ui/primitives';
import { DisclosureButton, Facts } from './Section';
import { imagePlace, placeInFile } from './stackFrames';
import styles from './StackTrace.module.css';

/** Lines of source shown before and after the failing one. */
const linesAround = 5;

/** A call: the function and its place; opens to its source and variables, and links to the repository. */
export function StackFrame(props: {
  frame: SentryStackFrame;
  isOpen?: boolean;
}) {
  const { frame } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const [isOpen, setOpen] = useState(props.isOpen ?? false);
  const contentId = useId();
  const { context, variables = [] } = frame;
  const hasMore = context.length > 0 || variables.length > 0;

  return (
    <li className={styles.frame} data-in-app={frame.inApp}>
      <div className={styles.frameHead}>
        <DisclosureButton
          hasContent={hasMore}
          className={styles.frameButton}
          isOpen={isOpen}
          onChange={setOpen}
          contentId={contentId}
        >
          <FramePlace frame={frame} />
        </DisclosureButton>
        {frame.sourceUrl && (
          <ExternalLink
            href={frame.sourceUrl}
            className={styles.sourceLink}
            variant="body-small"
          >
            <CodeIcon size={16} aria-hidden />
            <span className={styles.sourceLinkText} aria-hidden>
              {t('detail.stack.openSource')}
            </span>
            <VisuallyHidden>
              {t('detail.stack.openSourceOf', { place: placeOf(frame) })}
            </VisuallyHidden>
          </ExternalLink>
        )}
      </div>
      {isOpen && hasMore && (
        <div id={contentId}>
          {context.length > 0 && <SourceContext frame={frame} />}
          {variables.length > 0 && (
            <div className={styles.variables}>
              <Text as="p" variant="body-small" weight="bold">
                {t('detail.stack.variables')}
              </Text>
              <Facts
                facts={variables.map(([name, value]) => ({
                  name: <code>{name}</code>,
                  value: <code dir="auto">{value}</code>,
                }))}
              />
            </div>
          )}
        </div>
      )}
    </li>
  );
}

function FramePlace({ frame }: { frame: SentryStackFrame }) {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const image = imagePlace(frame);
  const called = frame.function ?? image ?? t('detail.stack.anonymous');
  return (
    <span className={styles.place}>
      <bdi className={styles.function}>{called}</bdi>{' '}
      <QuietText title={frame.absPath ?? frame.filename ?? frame.packageName}>
        {called !== image && (
          <bdi className={styles.file}>{placeOf(frame)}</bdi>
        )}
      </QuietText>{' '}
      {!frame.inApp && frame.packageName && !image && (
        <QuietText>
          <bdi>{frame.packageName}</bdi>
        </QuietText>
      )}
    </span>
  );
}

/** `src/checkout/order.ts:42:7`, or as much of it as is known; the image of native code without a file. */
function placeOf(frame: SentryStackFrame): string {
  const { filename, module, absPath } = frame;
  // SDKs write `app:///` before paths that are relative to the program.
  const file = filename?.replace(/^app:\/\/\//, '');
  return imagePlace(frame) ?? placeInFile(file ?? module ?? absPath, frame);
}

/** The source around the failing line, which is marked. */
function SourceContext({ frame }: { frame: SentryStackFrame }) {
  const { context, lineNo } = frame;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const lines = context.filter(
    ([line]) => lineNo === undefined || Math.abs(line - lineNo) <= linesAround,
  );
  const failing = lines.find(([line]) => line === lineNo);
  const failingId = useId();
  const digits = String(lines.at(-1)?.[0] ?? '').length;

  return (
    <>
      {/* Outside of the code, so that it isn't copied with it. */}
      {failing && (
        <VisuallyHidden id={failingId}>
          {t('detail.stack.failingLine', { line: String(failing[0]) })}{' '}
          {failing[1].trim()}
        </VisuallyHidden>
      )}
      {/* Scrolls where a line is too long, and so must be focusable. */}
      <pre
        className={styles.source}
        style={{ '--digits': `${digits}ch` } as CSSProperties}
        dir="ltr"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="group"
        aria-label={t('detail.stack.source')}
        aria-describedby={failing && failingId}
      >
        <code className={styles.lines}>
          {lines.map(([line, text]) => (
            <span
              key={line}
              className={styles.line}
              data-line={line}
              data-failing={line === lineNo || undefined}
            >
              {text || ' '}
              {'\n'}
            </span>
          ))}
        </code>
      </pre>
    </>
  );
}
