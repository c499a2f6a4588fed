import { startPortal } from './__testUtils__/startPortal';

type Portal = Awaited<ReturnType<typeof startPortal>>;

const planted = 'planted';
const email = `${planted}@example.com`;
const title = `TypeError: ${planted}`;

/** An event as Sentry keeps it, with everything that must stay there. */
const rawEvent = {
  event_id: 'e4874d664c3540c1a32eab185f12c5ab',
  project: 11,
  issue_id: '4501',
  url: 'https://sentry.io/api/0/projects/acme/shop-web/events/e4874d66/',
  web_url: `https://sentry.io/organizations/acme/issues/4501/?q=${planted}`,
  title,
  message: title,
  culprit: planted,
  user: { id: planted, email, ip_address: `203.0.113.7 ${planted}` },
  request: {
    cookies: [['session', planted]],
    headers: [['Authorization', `Bearer ${planted}`]],
    data: { card: planted },
    url: `https://shop.example/?token=${planted}`,
  },
  exception: { values: [{ type: 'TypeError', value: planted }] },
  tags: [['user', `email:${email}`]],
};

const issue = {
  id: '4501',
  shortId: 'SHOP-WEB-1A',
  title,
  culprit: planted,
  metadata: { type: 'TypeError', value: planted },
  status: 'unresolved',
  substatus: 'regressed',
  project: { id: '11', name: planted, slug: 'shop-web', platform: planted },
  assignedTo: { type: 'user', id: '501', name: planted, email },
  url: 'https://sentry.io/api/0/organizations/acme/issues/4501/',
  web_url: `https://acme.sentry.io/issues/4501/?q=${planted}`,
};

describe('what is published', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal({
      organization: 'acme',
      allowedOrganizations: ['acme-labs'],
      webhooks: { clientSecret: 'a'.repeat(64) },
    });
  });
  beforeEach(() => {
    portal.published.length = 0;
  });
  afterAll(() => portal.stop());

  const shop = { id: '11', slug: 'shop-web' };

  it.each<[string, string, object, object[]]>([
    [
      'issue',
      'unresolved',
      { issue },
      [
        {
          organization: 'acme',
          project: shop,
          issueId: '4501',
          shortId: 'SHOP-WEB-1A',
          substatus: 'regressed',
          assignee: { type: 'user', id: '501' },
        },
      ],
    ],
    [
      'issue',
      'assigned',
      {
        issue: { ...issue, url: undefined, id: 4501 },
        assignee: { type: 'team', id: 101, name: planted, email },
      },
      [
        {
          project: shop,
          issueId: '4501',
          shortId: 'SHOP-WEB-1A',
          substatus: 'regressed',
          assignee: { type: 'team', id: '101' },
        },
      ],
    ],
    [
      'issue',
      'archived',
      {
        issue: {
          id: planted,
          shortId: title,
          substatus: title,
          project: { id: '11', slug: title },
          assignedTo: { type: 'user', id: email },
          url: `https://sentry.io/api/0/organizations/${planted}!/issues/1/`,
        },
      },
      [{ project: { id: '11' } }],
    ],
    ['issue', 'resolved', { issue: planted }, [{}]],
    [
      'event_alert',
      'triggered',
      { event: rawEvent, triggered_rule: planted },
      [{ organization: 'acme', project: shop, issueId: '4501' }],
    ],
    [
      'error',
      'created',
      { error: rawEvent },
      [{ organization: 'acme', project: shop, issueId: '4501' }],
    ],
    [
      'comment',
      'created',
      {
        comment: `see ${email}: ${planted}`,
        project_slug: 'shop-web',
        comment_id: 1234,
        issue_id: 4501,
        timestamp: '2026-11-30T12:00:00Z',
      },
      [{ project: { slug: 'shop-web' }, issueId: '4501' }],
    ],
    [
      'metric_alert',
      'critical',
      {
        metric_alert: {
          projects: ['shop-web', 'checkout'],
          title: planted,
          alert_rule: { name: planted, created_by: { email } },
        },
        description_text: planted,
        web_url: 'https://sentry.io/organizations/acme/alerts/rules/1/',
      },
      [
        { organization: 'acme', project: { slug: 'shop-web' } },
        { organization: 'acme', project: { slug: 'checkout' } },
      ],
    ],
    [
      'metric_alert',
      'resolved',
      {
        metric_alert: {
          projects: [title, ...Array.from({ length: 101 }, (_, i) => `p-${i}`)],
        },
      },
      Array.from({ length: 100 }, (_, i) => ({ project: { slug: `p-${i}` } })),
    ],
    [
      'seer',
      'root_cause_completed',
      {
        run_id: 1,
        group_id: 4501,
        root_cause: { one_line_description: planted, five_whys: [planted] },
      },
      [{ issueId: '4501' }],
    ],
    [
      'installation',
      'created',
      { installation: { uuid: planted, code: planted } },
      [{}],
    ],
  ])(
    'of %s %s is where something has changed, and nothing else',
    async (resource, action, data, details) => {
      const actor = { type: 'user', id: 501, name: planted, email };
      const { status } = await portal.send({
        body: { action, installation: { uuid: planted }, data, actor },
        headers: { 'Sentry-Hook-Resource': resource },
      });
      expect(status).toBe(202);
      const events = await portal.untilPublished(details.length);
      expect(events).toEqual(
        details.map(detail => ({
          topic: `sentry.${resource}`,
          instance: 'default',
          resource,
          action,
          at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
          ...detail,
        })),
      );
      const said = JSON.stringify([portal.published, portal.counted]);
      expect(said).not.toContain(planted);
      // The bus writes what is published at debug level.
      expect(portal.log.join('\n')).toContain(`topic=sentry.${resource}`);
      expect(portal.log.join('\n')).not.toContain(planted);
    },
  );
});
