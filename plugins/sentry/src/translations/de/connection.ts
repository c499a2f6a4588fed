import type { connectionMessages } from '../connection';
import type { Translated } from '../Translated';

export const connectionDe: Translated<typeof connectionMessages> = {
  connect: {
    disconnect: 'Trennen',
    description: 'Hier die Issues sehen, die Sie in Sentry sehen dürfen.',
    own: 'Ihre Verbindung',
    notConnected: 'Sie sind nicht mit Sentry verbunden.',
    as: 'Verbunden als {{name}}.',
    organizations: 'Sie erreichen {{list}}.',
    noOrganizations:
      'Dieses Konto gehört zu keiner der eingerichteten Organisationen.',
  },
  instances: {
    title: 'Sentry-Instanzen',
    loading: 'Die Sentry-Instanzen werden geladen …',
    connectFirst:
      'Diese Instanz wird mit Ihrem eigenen Sentry-Konto gelesen. Verbinden Sie sich, um mehr zu sehen.',
    empty:
      'Keine Sentry-Instanz ist eingerichtet. Mit diesen Zeilen geht es los.',
    forbidden: {
      title: 'Sie dürfen die Instanzen nicht sehen',
      action:
        'Wer Backstage betreibt, kann Ihnen die Berechtigung sentry.instance.read geben.',
    },
    yes: 'Ja',
    no: 'Nein',
    latency: '{{number}} ms',
    reachable: 'Erreichbar',
    tls: 'Verschlüsselt',
    tlsAction: 'Tokens sind unterwegs lesbar. Nehmen Sie eine https-Adresse.',
    organization: 'Organisation',
    organizationFound: 'Gefunden',
    organizationNotFound: 'Nicht gefunden, oder der Zugang erreicht sie nicht.',
    region: 'Region der Organisation',
    regionAction:
      'Setzen Sie baseUrl auf diese Adresse. Anfragen nehmen dann keinen Umweg über sentry.io.',
    credential: 'Zugang',
    credentialKind: {
      token: 'Token von Backstage',
      'api-key': 'API-Schlüssel',
      user: 'Die eigene Verbindung jeder Person',
      'token-exchange': 'Ein Token, eingetauscht für jede Person',
    },
    credentialHint: {
      token: 'Einer Person, internen Integration oder OAuth-Anwendung.',
      'api-key':
        'Die alte Art; das Token einer internen Integration ist sicherer.',
      user: 'Alle sehen, was sie in Sentry sehen dürfen.',
      'token-exchange': 'Ausgegeben vom Security Token Service der Firma.',
    },
    noCredential: 'Keiner',
    held: 'Scopes',
    noScopes: 'Keine',
    missing: 'Fehlende Scopes',
    missingAction:
      'Geben Sie sie dem Token: ohne sie sind Issues nicht zu lesen oder zu ändern.',
    unneeded: 'Nicht benötigte Scopes',
    unneededAction: 'Nichts hier braucht sie. Ein Token ohne sie ist sicherer.',
    expires: 'Läuft ab',
    expired: 'Abgelaufen',
    expiresAction:
      'Zeitpunkt: {{time}}. Legen Sie ein neues Token an und tragen Sie es in die Konfiguration ein.',
    budget: 'Verbleibende Anfragen',
    budgetLeft: '{{remaining}} von {{limit}}',
    resets: 'Wieder voll um {{time}}',
    lately: 'Letzte Probleme',
    times_one: 'einmal',
    times_other: '{{count}}-mal',
    server: 'Server',
  },
};
