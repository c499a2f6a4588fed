import { fieldsOf, listOf, pathOf, plainOf, textOf } from '../read';

const MAX_ERRORS = 20;
const MAX_READ = 100;

/** What Sentry calls them, and what that means to whoever reads the stack trace. */
const sentences: Record<string, string> = {
  js_no_source: 'The source code was not found',
  js_invalid_source: 'The source code was not usable',
  js_invalid_sourcemap: 'The source map is not valid',
  js_invalid_sourcemap_location: 'The source map does not cover this location',
  js_missing_source: 'The source code was not found',
  js_missing_sources_content: 'The source map holds no source code',
  js_scraping_disabled: 'Fetching of source code is turned off in Sentry',
  js_generic_fetch_error: 'The source code could not be fetched',
  js_invalid_http_code: 'The source code could not be fetched',
  js_too_large: 'The source code is too large',
  native_missing_dsym: 'A debug file is missing',
  native_missing_symbol: 'A symbol was not found in its debug file',
  native_bad_dsym: 'A debug file is damaged',
  native_missing_optionally_bundled_dsym:
    'A debug file of the system is missing',
  proguard_missing_mapping: 'The ProGuard mapping is missing',
  proguard_missing_lineno: 'The ProGuard mapping has no line numbers',
  clock_drift: "The clock of the program's machine is wrong",
  future_timestamp: 'The event came with a time in the future',
  past_timestamp: 'The event came with a time long past',
  value_too_long: 'A value was too long and was cut',
  invalid_data: 'A value was not valid and was dropped',
  invalid_attribute: 'An attribute was not valid and was dropped',
  too_large_for_cache: 'A file was too large to be kept',
  fetch_too_large: 'A file was too large to be fetched',
};

/** Each kind and file once. */
export function toProcessingErrors(errors: unknown): string[] {
  // The same is told of many frames.
  const told = listOf(errors)
    .slice(0, MAX_READ)
    .flatMap(error => {
      const { type, message, data } = fieldsOf(error);
      const kind = plainOf(type) ?? '';
      const { url, image_path: image } = fieldsOf(data);
      const words =
        (Object.hasOwn(sentences, kind) ? sentences[kind] : undefined) ??
        textOf(message, 300) ??
        textOf(kind.replaceAll('_', ' '), 100);
      const file = pathOf(url) ?? pathOf(image);
      return words ? [file ? `${words}: ${file}` : words] : [];
    });
  return [...new Set(told)].slice(0, MAX_ERRORS);
}
