import {
  type ApiHolder,
  appLanguageApiRef,
} from '@backstage/frontend-plugin-api';

const english = {
  'my-issues': 'My issues',
  teams: 'Teams',
  coverage: 'Coverage',
  connection: 'Connection',
  search: 'Sentry issues',
  widget: 'My Sentry issues',
  widgetDescription: 'Sentry issues that you or your teams own',
};

const german: typeof english = {
  'my-issues': 'Meine Issues',
  teams: 'Teams',
  coverage: 'Abdeckung',
  connection: 'Verbindung',
  search: 'Sentry-Issues',
  widget: 'Meine Sentry-Issues',
  widgetDescription: 'Sentry-Issues, die Ihnen oder Ihren Teams gehören',
};

/**
 * The titles of extensions, in the language that the app starts in: Backstage 1.55 takes them
 * as fixed texts. Apart from the other texts, which no other page of a portal needs.
 */
export function titlesFor(apis: ApiHolder): typeof english {
  const language = apis.get(appLanguageApiRef)?.getLanguage().language ?? 'en';
  return new Intl.Locale(language).language === 'de' ? german : english;
}
