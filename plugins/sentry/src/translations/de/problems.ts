import type { problemMessages } from '../problems';
import type { Translated } from '../Translated';

export const problemsDe: Translated<typeof problemMessages> = {
  title: {
    ANNOTATION_MISSING: 'Noch kein Sentry-Projekt',
    ANNOTATION_INVALID: 'Die Sentry-Annotation ist nicht brauchbar',
    NOT_CONFIGURED: 'Sentry ist nicht eingerichtet',
    QUERY_INVALID: 'Sentry versteht diese Suche nicht',
    PROJECT_NOT_FOUND: 'Das Sentry-Projekt wurde nicht gefunden',
    ORGANIZATION_NOT_FOUND: 'Die Sentry-Organisation wurde nicht gefunden',
    ISSUE_NOT_FOUND: 'Das Issue wurde nicht gefunden',
    TOKEN_REJECTED: 'Sentry weist das Token von Backstage ab',
    SCOPE_MISSING: 'Das Token von Backstage darf dies nicht lesen',
    SSO_REQUIRED: 'Sentry verlangt Single Sign-on',
    NOT_CONNECTED: 'Sie sind nicht mit Sentry verbunden',
    RATE_LIMITED: 'Das Anfragelimit von Sentry ist erreicht',
    UPSTREAM_TIMEOUT: 'Sentry hat zu lange nicht geantwortet',
    UPSTREAM_UNAVAILABLE: 'Sentry ist nicht erreichbar',
    UPSTREAM_UNEXPECTED: 'Sentry hat unerwartet geantwortet',
  },
  ownTitle: {
    TOKEN_REJECTED: 'Sentry nimmt Ihre Verbindung nicht mehr an',
    SCOPE_MISSING: 'Ihre Verbindung darf dies nicht lesen',
    NOT_CONNECTED: 'Hier wird ein anderes Sentry-Konto gebraucht',
  },
  asViewer: 'Was hier steht, wird mit Ihrem eigenen Sentry-Konto gelesen.',
  changeTitle: {
    NOT_CONFIGURED: 'Issues werden nicht von hier aus geändert',
    QUERY_INVALID: 'Sentry lehnt diese Änderung ab',
    SCOPE_MISSING: 'Das Token von Backstage darf dies nicht ändern',
  },
  ownChangeTitle: {
    SCOPE_MISSING: 'Ihre Verbindung darf dies nicht ändern',
  },
  request: {
    unauthenticated: {
      title: 'Sie sind nicht angemeldet',
      message: 'Backstage weiß nicht, wer fragt.',
      action: 'Laden Sie die Seite neu und melden Sie sich wieder an.',
    },
    forbidden: {
      title: 'Sie dürfen diese Issues nicht sehen',
      message:
        'Die Berechtigungen dieses Backstage lassen Sie die Sentry-Issues dieser Entität nicht lesen.',
      action:
        'Bitten Sie die Verantwortlichen der Entität, oder die von Backstage, um die Berechtigung sentry.issue.read.',
    },
    'not-found': {
      title: 'Die Entität wurde nicht gefunden',
      message: 'Sie ist nicht im Katalog, oder Sie dürfen sie nicht lesen.',
      action: 'Fragen Sie ihre Verantwortlichen oder die von Backstage.',
    },
    'bad-request': {
      title: 'Dieser Link ist hier nicht brauchbar',
      message:
        'Die Seite oder die Filter, die er verlangt, sind nicht oder nicht mehr die dieser Entität.',
      action: 'Beginnen Sie auf der ersten Seite, oder ohne die Filter.',
    },
    'not-installed': {
      title: 'Das Sentry-Backend ist nicht installiert',
      message:
        'Unter der Adresse des Sentry-Backend-Plugins antwortet niemand.',
      action:
        'Wer Backstage betreibt, kann es in packages/backend/src/index.ts ergänzen.',
    },
    'not-started': {
      title: 'Das Sentry-Backend ist nicht gestartet',
      message:
        'Das Sentry-Backend-Plugin konnte nicht starten, oder es startet noch.',
      action:
        'Versuchen Sie es gleich noch einmal. Wenn es so bleibt, fragen Sie Ihre Backstage-Administratoren: Der Grund steht im Log des Backends.',
    },
    unreachable: {
      title: 'Backstage ist nicht erreichbar',
      message: 'Es besteht keine Verbindung zum Backend von Backstage.',
      action: 'Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
    },
    'sentry-unreachable': {
      title: 'Sentry ist nicht erreichbar',
      message:
        'Ihre Verbindung mit Sentry ließ sich nicht aufnehmen, weil Sentry nicht antwortet.',
      action:
        'Sie sind weiterhin verbunden. Versuchen Sie es gleich noch einmal.',
    },
    'auth-unreachable': {
      title: 'Ihre Verbindung ist nicht nachzusehen',
      message:
        'Das Auth-Backend von Backstage, das Ihre Verbindung mit Sentry kennt, war nicht zu erreichen.',
      action:
        'Wenn Sie verbunden waren, sind Sie es noch. Versuchen Sie es gleich noch einmal.',
    },
    declined: {
      title: 'Sentry hat keine Erlaubnis',
      message:
        'Sie haben dem Portal nicht erlaubt, Issues in Ihrem Namen zu ändern; es wurde nichts geändert.',
      action:
        'Versuchen Sie es erneut und stimmen Sie im Fenster von Sentry zu, oder ändern Sie das Issue in Sentry selbst.',
    },
    unexpected: {
      title: 'Etwas ist schiefgegangen',
      message: 'Die Sentry-Issues konnten nicht geladen werden.',
      action:
        'Versuchen Sie es erneut; wenn es so bleibt, sagen Sie es denen, die Backstage betreiben.',
    },
  },
  snippet: {
    config: 'app-config.yaml',
    catalog: 'catalog-info.yaml, unter metadata.annotations',
    backend: 'packages/backend/src/index.ts',
  },
};
