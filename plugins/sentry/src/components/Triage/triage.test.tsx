import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  SentryChangedIssue,
  SentryIssueChangeResponse,
  SentryTriageResponse,
  SentryTriageTarget,
} from 'backstage-plugin-sentry-common';
import { axe } from 'jest-axe';
import {
  makeDetail,
  makeIssue,
  makePage,
  shopWeb,
} from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakeApi';
import { renderForEntity } from '../../__testUtils__/renderForEntity';
import { SentryProblemException, SentryRequestException } from '../../api';
import { SentryIssuesContent } from '../SentryIssuesContent';

const tab = '/catalog/default/component/shop-web/sentry';
const entityRef = 'component:default/shop-web';
const first = makeIssue();
const second = makeIssue({
  id: '4502',
  shortId: 'SHOP-WEB-1B',
  title: 'RangeError: too many',
  type: 'RangeError',
});

const target: SentryTriageTarget = {
  instance: 'default',
  organization: 'acme',
  projects: [shopWeb.id],
  allowed: true,
  actsAs: 'service',
  actorName: 'Portal',
  canConnect: false,
  fields: [
    'status',
    'resolution',
    'substatus',
    'isReviewed',
    'assignedTo',
    'priority',
  ],
};

function advice(
  overrides: Partial<SentryTriageTarget> = {},
): SentryTriageResponse {
  const item = { ...target, ...overrides };
  return { allowed: item.allowed, reason: item.reason, items: [item] };
}

function changed(
  overrides: Partial<SentryChangedIssue> = {},
): SentryChangedIssue {
  const { id, shortId, project } = first;
  return {
    id,
    shortId,
    project,
    status: 'resolved',
    substatus: null,
    priority: 'high',
    assignee: null,
    statusDetails: {},
    actedAs: 'service',
    ...overrides,
  };
}

const answer = (...items: SentryChangedIssue[]): SentryIssueChangeResponse => ({
  items,
  problems: [],
});

function setup(options: {
  search?: string;
  triage?: SentryTriageResponse;
  sentryApi?: ReturnType<typeof fakeApi>;
}) {
  const { search = '', triage = advice(), sentryApi = fakeApi() } = options;
  window.history.replaceState(null, '', `${tab}${search}`);
  sentryApi.getTriage.mockResolvedValue(triage);
  sentryApi.getIssues.mockResolvedValue(makePage({ items: [first, second] }));
  sentryApi.getIssue.mockResolvedValue(makeDetail({ issue: first }));
  renderForEntity(<SentryIssuesContent />, { sentryApi });
  return sentryApi;
}

async function openDrawer(
  options: Omit<Parameters<typeof setup>[0], 'search'>,
) {
  const sentryApi = setup({ ...options, search: '?issue=SHOP-WEB-1A' });
  const drawer = await screen.findByRole('dialog');
  await within(drawer).findByRole('heading', { name: 'Event' });
  return { sentryApi, drawer: within(drawer), element: drawer };
}

async function choose(button: string, item: string) {
  await userEvent.click(await screen.findByRole('button', { name: button }));
  await userEvent.click(await screen.findByRole('menuitem', { name: item }));
}

/** A change that the test answers when it wants to. */
function held() {
  let settle: (answered: SentryIssueChangeResponse) => void = () => {};
  let refuse: (error: Error) => void = () => {};
  const promise = new Promise<SentryIssueChangeResponse>((resolve, reject) => {
    settle = resolve;
    refuse = reject;
  });
  return { promise, settle, refuse };
}

const rowOf = (name: RegExp) => screen.findByRole('row', { name });

async function selectAll() {
  await userEvent.click(
    await screen.findByRole('checkbox', { name: 'Select all issues of this page' }),
  );
}

describe('changing issues', () => {
  afterEach(() => window.history.replaceState(null, '', '/'));

  describe('in the drawer', () => {
    it('shows the change at once, then what Sentry made of it', async () => {
      const change = held();
      const { sentryApi, drawer } = await openDrawer({});
      sentryApi.updateIssue.mockReturnValue(change.promise);
      await choose('Resolve', 'In the next release');

      expect(
        await drawer.findByText('Resolved in the next release'),
      ).toBeInTheDocument();
      expect(drawer.getByRole('button', { name: 'Resolve' })).toHaveFocus();
      expect(sentryApi.updateIssue).toHaveBeenCalledWith(
        entityRef,
        '4501',
        { status: 'resolved', resolution: { inNextRelease: true } },
        undefined,
        { actsAs: 'service' },
      );

      sentryApi.getIssue.mockReturnValue(new Promise(() => {}));
      change.settle(
        answer(
          changed({ statusDetails: { inRelease: '2.5.0', actor: 'Portal' } }),
        ),
      );
      expect(
        await drawer.findByText('Resolved in 2.5.0, by Portal'),
      ).toBeInTheDocument();
      expect(
        await drawer.findByText('SHOP-WEB-1A is resolved.'),
      ).toBeInTheDocument();
    });

    it('takes a refused change back, and says why', async () => {
      const { sentryApi, drawer, element } = await openDrawer({});
      sentryApi.updateIssue.mockRejectedValueOnce(
        new SentryProblemException({
          code: 'RATE_LIMITED',
          message: 'Sentry asks for a pause.',
          action: 'Try again in 10 seconds.',
        }),
      );
      await choose('Archive', 'Forever');

      const alert = await drawer.findByRole('alert');
      expect(alert).toHaveTextContent('SHOP-WEB-1A was not changed');
      expect(alert).toHaveTextContent(
        'Sentry asks for a pause. Try again in 10 seconds.',
      );
      expect(drawer.getByText('Unresolved, regressed')).toBeInTheDocument();
      expect(await axe(element)).toHaveNoViolations();

      sentryApi.updateIssue.mockResolvedValueOnce(
        answer(changed({ status: 'ignored', substatus: 'archived_forever' })),
      );
      await userEvent.click(drawer.getByRole('button', { name: 'Try again' }));
      expect(
        await drawer.findByText('SHOP-WEB-1A is archived.'),
      ).toBeInTheDocument();
      expect(drawer.queryByRole('alert')).toBeNull();
    });

    it('says that Backstage refused', async () => {
      const { sentryApi, drawer } = await openDrawer({});
      sentryApi.updateIssue.mockRejectedValueOnce(
        new SentryRequestException('forbidden', 'no'),
      );
      await choose('Priority', 'Low');
      expect(await drawer.findByRole('alert')).toHaveTextContent(
        /permission sentry\.issue\.update/,
      );
    });

    it('says that somebody else has changed the issue at the same time', async () => {
      const { sentryApi, drawer } = await openDrawer({});
      sentryApi.updateIssue.mockResolvedValueOnce(
        answer(changed({ status: 'unresolved', substatus: 'ongoing' })),
      );
      sentryApi.getIssue.mockResolvedValue(
        makeDetail({ issue: { ...first, substatus: 'ongoing' } }),
      );
      await choose('Resolve', 'Now');

      expect(
        await drawer.findByText(/Somebody else has changed SHOP-WEB-1A/),
      ).toBeInTheDocument();
      expect(drawer.queryByText('SHOP-WEB-1A is resolved.')).toBeNull();
      expect(
        await drawer.findByText('Unresolved, ongoing'),
      ).toBeInTheDocument();
    });

    it('assigns to a team that is found by its name, or to nobody', async () => {
      const sentryApi = fakeApi();
      const member = { instance: 'default', organization: 'acme' };
      sentryApi.getAssignees.mockResolvedValue({
        items: [
          {
            ...member,
            type: 'team',
            id: '7',
            name: 'payments',
            projects: ['shop-web'],
          },
          {
            ...member,
            type: 'user',
            id: '9',
            name: 'Ada',
            projects: ['shop-web'],
          },
          {
            ...member,
            type: 'user',
            id: '8',
            name: 'Elsewhere',
            projects: ['other'],
          },
        ],
        fetchedAt: '2026-11-20T10:05:00Z',
        stale: false,
        problems: [],
      });
      const { drawer } = await openDrawer({ sentryApi });
      sentryApi.updateIssue.mockResolvedValueOnce(
        answer(
          changed({
            status: 'unresolved',
            assignee: { type: 'team', id: '7', name: 'payments' },
          }),
        ),
      );
      expect(sentryApi.getAssignees).not.toHaveBeenCalled();
      await userEvent.click(drawer.getByRole('button', { name: 'Assign' }));
      expect(
        await screen.findByRole('menuitem', { name: 'Ada' }),
      ).toBeInTheDocument();
      expect(screen.queryByRole('menuitem', { name: 'Elsewhere' })).toBeNull();
      await waitFor(() =>
        expect(
          screen.getByRole('searchbox', { name: 'Search people and teams' }),
        ).toHaveFocus(),
      );
      await userEvent.keyboard('pay');
      await waitFor(() =>
        expect(screen.queryByRole('menuitem', { name: 'Ada' })).toBeNull(),
      );
      await userEvent.click(screen.getByRole('menuitem', { name: 'payments' }));

      expect(sentryApi.updateIssue.mock.lastCall?.[2]).toEqual({
        assignedTo: 'team:7',
      });
      expect(
        await drawer.findByText('SHOP-WEB-1A is assigned to payments.'),
      ).toBeInTheDocument();

      await choose('Assign', 'Nobody');
      expect(sentryApi.updateIssue.mock.lastCall?.[2]).toEqual({
        assignedTo: null,
      });
    });

    it('says on whose behalf it acts, and asks as the viewer where they do', async () => {
      const { sentryApi, drawer } = await openDrawer({
        triage: advice({
          allowed: false,
          reason: 'problem',
          actsAs: 'user',
          actorName: 'Ada',
          missingScope: 'event:write',
        }),
      });
      expect(
        drawer.getByText('Changes are made in your name: Ada in Sentry.'),
      ).toBeInTheDocument();
      sentryApi.updateIssue.mockRejectedValueOnce(
        new SentryRequestException('declined', 'no'),
      );
      await choose('Resolve', 'Now');

      expect(sentryApi.updateIssue.mock.lastCall?.[4]).toEqual({
        actsAs: 'user',
      });
      expect(await drawer.findByRole('alert')).toHaveTextContent(
        'You have not let the portal change issues in your name, so nothing was changed.',
      );
    });

    it('offers only what the server can do', async () => {
      const { drawer } = await openDrawer({
        triage: advice({ fields: ['status', 'assignedTo'] }),
      });
      expect(
        drawer.getByText(
          'Sentry will show changes as made by the portal’s integration, Portal.',
        ),
      ).toBeInTheDocument();
      for (const name of ['Resolve', 'Archive', 'Assign']) {
        expect(drawer.getByRole('button', { name })).toBeInTheDocument();
      }
      for (const name of ['Priority', 'Mark reviewed', 'Reopen']) {
        expect(drawer.queryByRole('button', { name })).toBeNull();
      }
    });

    it('keeps the keyboard’s place when a button has done its work', async () => {
      const { sentryApi, drawer } = await openDrawer({});
      sentryApi.updateIssue.mockResolvedValueOnce(
        answer(changed({ status: 'unresolved', substatus: 'ongoing' })),
      );
      await userEvent.click(
        drawer.getByRole('button', { name: 'Mark reviewed' }),
      );

      expect(
        await drawer.findByText('SHOP-WEB-1A is marked as reviewed.'),
      ).toBeInTheDocument();
      expect(
        drawer.queryByRole('button', { name: 'Mark reviewed' }),
      ).toBeNull();
      await waitFor(() =>
        expect(
          drawer.getByRole('group', { name: 'Change this issue' }),
        ).toHaveFocus(),
      );
    });
  });

  describe('without being allowed', () => {
    it('says why to those who ask', async () => {
      const { drawer } = await openDrawer({
        triage: advice({
          allowed: false,
          reason: 'problem',
          problem: {
            code: 'SCOPE_MISSING',
            message: 'The token lacks the scope `event:write`.',
            action: 'The platform team gives it.',
          },
        }),
      });
      expect(drawer.queryByRole('button', { name: 'Resolve' })).toBeNull();
      await userEvent.click(
        drawer.getByRole('button', { name: 'Why can’t I change this?' }),
      );

      const why = await screen.findByRole('dialog', {
        name: 'Why can’t I change this?',
      });
      expect(why).toHaveTextContent('The token lacks the scope event:write.');
      expect(why).toHaveTextContent('The platform team gives it.');
      expect(await axe(why)).toHaveNoViolations();
    });

    it('names the permission that is missing', async () => {
      const { drawer } = await openDrawer({
        triage: { allowed: false, reason: 'forbidden', items: [] },
      });
      await userEvent.click(
        drawer.getByRole('button', { name: 'Why can’t I change this?' }),
      );
      expect(
        await screen.findByText(/permission sentry\.issue\.update/),
      ).toBeInTheDocument();
    });

    it('says nothing where triage is turned off, and selects nothing', async () => {
      const { drawer } = await openDrawer({
        triage: { allowed: false, reason: 'disabled', items: [] },
      });
      expect(drawer.queryByRole('button', { name: /Why/ })).toBeNull();
      expect(drawer.queryByRole('button', { name: 'Resolve' })).toBeNull();
      expect(
        screen.queryByRole('checkbox', { hidden: true }),
      ).not.toBeInTheDocument();
    });
  });

  describe('in the list', () => {
    it('changes several at once, leaves them in place, and undoes it', async () => {
      const sentryApi = setup({});
      await rowOf(/RangeError/);
      await selectAll();
      expect(screen.getByText('2 issues selected')).toBeInTheDocument();
      sentryApi.updateIssues.mockResolvedValueOnce(
        answer(changed(), changed({ id: '4502', shortId: 'SHOP-WEB-1B' })),
      );
      sentryApi.getIssues.mockImplementation(async () =>
        makePage({ items: [] }),
      );
      const asked = sentryApi.getIssues.mock.calls.length;
      await choose('Resolve', 'Now');

      expect(
        await screen.findByText('2 issues are resolved.'),
      ).toBeInTheDocument();
      expect(sentryApi.updateIssues.mock.lastCall?.[1]).toEqual({
        status: 'resolved',
        ids: ['4501', '4502'],
      });
      await waitFor(() =>
        expect(sentryApi.getIssues.mock.calls.length).toBeGreaterThan(asked),
      );
      expect(await rowOf(/TypeError.*Resolved/)).toBeInTheDocument();
      expect(await rowOf(/RangeError.*Resolved/)).toBeInTheDocument();
      expect(
        await axe(screen.getByRole('group', { name: 'Issues' })),
      ).toHaveNoViolations();

      sentryApi.updateIssues.mockResolvedValueOnce(
        answer(
          changed({ status: 'unresolved', substatus: 'ongoing' }),
          changed({
            id: '4502',
            shortId: 'SHOP-WEB-1B',
            status: 'unresolved',
            substatus: 'ongoing',
          }),
        ),
      );
      await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
      expect(
        await screen.findByText('2 issues are open again.'),
      ).toBeInTheDocument();
      expect(sentryApi.updateIssues.mock.lastCall?.[1]).toEqual({
        status: 'unresolved',
        ids: ['4501', '4502'],
      });
    });

    it('lets resolved issues go when the list is loaded anew', async () => {
      const sentryApi = setup({});
      await rowOf(/RangeError/);
      await userEvent.click(
        within(await rowOf(/TypeError/)).getByRole('checkbox'),
      );
      sentryApi.updateIssue.mockResolvedValueOnce(answer(changed()));
      sentryApi.getIssues.mockImplementation(async () =>
        makePage({ items: [second] }),
      );
      await choose('Resolve', 'Now');
      expect(await rowOf(/TypeError.*Resolved/)).toBeInTheDocument();

      await userEvent.click(screen.getByRole('button', { name: 'Reload' }));
      await waitFor(() =>
        expect(screen.queryByRole('row', { name: /TypeError/ })).toBeNull(),
      );
      expect(await rowOf(/RangeError/)).toBeInTheDocument();
    });

    it('names those of several that were not changed, and takes them back', async () => {
      const sentryApi = setup({});
      await rowOf(/RangeError/);
      await selectAll();
      sentryApi.updateIssues.mockResolvedValueOnce({
        items: [changed()],
        problems: [
          {
            code: 'ISSUE_NOT_FOUND',
            message: 'It was deleted.',
            issue: '4502',
          },
        ],
      });
      sentryApi.getIssues.mockImplementation(async () =>
        makePage({ items: [second] }),
      );
      await choose('Resolve', 'Now');

      const alert = await screen.findByRole('alert');
      expect(alert).toHaveTextContent('1 of 2 issues were not changed');
      expect(alert).toHaveTextContent('SHOP-WEB-1B: It was deleted.');
      expect(await rowOf(/TypeError.*Resolved/)).toBeInTheDocument();
      expect(await rowOf(/RangeError/)).not.toHaveTextContent('Resolved');
      expect(screen.getByText('SHOP-WEB-1A is resolved.')).toBeInTheDocument();
    });
  });
});
