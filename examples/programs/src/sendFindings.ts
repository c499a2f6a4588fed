import {
  browserError,
  BrowserSender,
  seededHex,
  sendCspReport,
  type Emulator,
} from 'backstage-plugin-sentry-emulator';
import { oneDay } from './stories';

const organization = 'acme';
const project = 'shop-web';
const release = 'shop-web@4.2.0';
const environment = 'production';
const script = 'https://shop-web.example/static/app.4f2a91.min.js';

/** What the shop's pages report, and what Sentry detects there by itself. */
export async function sendFindings(emulator: Emulator): Promise<void> {
  const dsn = emulator.dsn(organization, project);
  const sender = new BrowserSender({ dsn });
  try {
    for (const daysAgo of [2.6, 2.1, 1.4]) {
      await sender.send({
        eventId: seededHex(emulator.seed, `minified ${daysAgo}`, 32),
        environment,
        release,
        time: emulator.now() - daysAgo * oneDay,
        page: 'https://shop-web.example/cart',
        user: String(1000 + Math.round(daysAgo * 10)),
        error: browserError(
          'TypeError',
          't.addTo is not a function',
          [`e (${script}:1:48213)`, `HTMLButtonElement.r (${script}:1:90177)`],
          browserError('NetworkError', 'Failed to fetch', [
            `n (${script}:1:1024)`,
          ]),
        ),
      });
    }
  } finally {
    await sender.close();
  }
  emulator.addOccurrence(organization, project, {
    title: 'N+1 Query',
    subtitle: 'SELECT price FROM articles WHERE id = ?',
    culprit: 'GET /catalogue/:id',
    issueType: 'performance_n_plus_one_db_queries',
    issueCategory: 'db_query',
    environment,
    release,
    time: emulator.now() - 1.2 * oneDay,
    evidenceDisplay: [
      {
        name: 'Offending Spans',
        value: 'SELECT price FROM articles WHERE id = ?',
        important: true,
      },
    ],
  });
  await sendCspReport({
    dsn,
    environment,
    release,
    report: {
      'document-uri': 'https://shop-web.example/cart',
      'violated-directive': 'script-src-elem',
      'effective-directive': 'script-src-elem',
      'original-policy': "default-src 'self'; report-uri /csp",
      disposition: 'report',
      'blocked-uri': 'https://widgets.example/widget.js',
      'status-code': 200,
    },
  });
  watch(emulator);
}

/** Who is alerted, and what else Sentry watches: not all of it is well. */
function watch(emulator: Emulator): void {
  const now = emulator.now();
  for (const [slug, team] of [
    ['shop-web', '101'],
    ['checkout', '102'],
  ]) {
    emulator.addAlert(organization, slug, {
      name: 'Notify the team of issues of high priority',
      environment,
      lastTriggered: now - 0.3 * oneDay,
      recipients: [
        { type: 'email', targetType: 'team', targetIdentifier: team },
        { type: 'slack', targetType: 'specific', targetDisplay: `#${slug}` },
      ],
    });
  }
  const nights = [0, 1, 2, 3, 4].map(night => now - (night + 0.4) * oneDay);
  emulator.addMonitor(organization, project, {
    type: 'cron',
    name: 'Import the catalogue',
    status: 'error',
    checkIns: nights.map((time, index) => ({
      status: index < 2 ? 'missed' : 'ok',
      time,
      ...(index >= 2 && { durationMs: 84_000 }),
    })),
    nextCheckIn: now + 0.6 * oneDay,
  });
  emulator.addMonitor(organization, 'checkout', {
    type: 'cron',
    name: 'Expire carts',
    schedule: '*/15 * * * *',
    checkIns: [{ status: 'ok', time: now - 300_000, durationMs: 2_100 }],
    nextCheckIn: now + 600_000,
  });
  emulator.addMonitor(organization, project, {
    type: 'uptime',
    name: 'Front page',
    url: 'https://shop-web.example/',
  });
}
