import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Entity } from '@backstage/catalog-model';
import type {
  SentryChangedIssue,
  SentryIssueChangeResponse,
  SentryIssueDetail,
  SentryTriageResponse,
  SentryTriageTarget,
} from 'backstage-plugin-sentry-common';
import { type ReactElement, useState } from 'react';
import { IssueFields } from '../components/drawer/IssueFields';
import { IssueNews } from '../components/drawer/IssueNews';
import { SelectionBar } from '../components/drawer/SelectionBar';
import { SentryIssuesContent } from '../components/tab/SentryIssuesContent';
import { type Triage, TriageProvider, useTriage } from '../triage/Triage';
import { makeDetail, makeIssue, makePage, shopWeb } from './data';
import { fakeApi } from './fakes';
import { DrawerAlone } from './DrawerAlone';
import { findDrawer, renderForEntity, tab } from './render';

/** Types and clicks without waiting in between. */
export const user = userEvent.setup({ delay: null });

export const entityRef = 'component:default/shop-web';
export const first = makeIssue();
export const second = makeIssue({
  id: '4502',
  shortId: 'SHOP-WEB-1B',
  title: 'RangeError: too many',
  type: 'RangeError',
});

export const target: SentryTriageTarget = {
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

export function advice(
  overrides: Partial<SentryTriageTarget> = {},
): SentryTriageResponse {
  const item = { ...target, ...overrides };
  return { allowed: item.allowed, reason: item.reason, items: [item] };
}

export function changed(
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

export const answer = (
  ...items: SentryChangedIssue[]
): SentryIssueChangeResponse => ({
  items,
  problems: [],
});

export function setup(options: {
  search?: string;
  triage?: SentryTriageResponse;
  sentryApi?: ReturnType<typeof fakeApi>;
  issue?: typeof first;
  other?: typeof first;
  more?: (typeof first)[];
}) {
  const { search = '', triage = advice(), sentryApi = fakeApi() } = options;
  const { issue = first, other = second, more = [] } = options;
  window.history.replaceState(null, '', `${tab}${search}`);
  sentryApi.getTriage.mockResolvedValue(triage);
  sentryApi.getIssues.mockResolvedValue(
    makePage({ items: [issue, other, ...more] }),
  );
  sentryApi.getIssue.mockResolvedValue(makeDetail({ issue }));
  renderForEntity(<SentryIssuesContent />, { sentryApi });
  return sentryApi;
}

/** Opens the issue over its list, once the viewer may change it. */
export async function openDrawer(
  options: Omit<Parameters<typeof setup>[0], 'search'>,
) {
  const sentryApi = setup({ ...options, search: '?issue=SHOP-WEB-1A' });
  const element = await findDrawer();
  await adviceOf(sentryApi);
  return { sentryApi, drawer: within(element), element };
}

/** The same without the list. */
export async function openDrawerAlone() {
  const sentryApi = fakeApi();
  sentryApi.getTriage.mockResolvedValue(advice());
  sentryApi.getIssue.mockResolvedValue(makeDetail({ issue: first }));
  renderForEntity(
    <TriageProvider entityRef={entityRef}>
      <DrawerAlone />
    </TriageProvider>,
    { sentryApi },
  );
  const element = await findDrawer();
  await within(element).findByRole('button', { name: /^Status/ });
  return { sentryApi, drawer: within(element), element };
}

/** Renders what changes an issue, without the drawer and the list around it. */
export async function showTriage(options: {
  triage?: SentryTriageResponse;
  sentryApi?: ReturnType<typeof fakeApi>;
  issue?: typeof first;
  entity?: Entity;
  detail?: SentryIssueDetail;
}) {
  const { triage = advice(), sentryApi = fakeApi(), issue = first } = options;
  const { entity, detail } = options;
  await renderTriage({ advised: triage, sentryApi }, shown => (
    <>
      <IssueFields
        issue={issue}
        detail={detail}
        entity={entity}
        server="Sentry"
      />
      <IssueNews triage={shown} issue={issue} />
    </>
  ));
  return {
    sentryApi,
    get group() {
      return screen.getByRole('group', { name: 'Changes of this issue' });
    },
  };
}

/** Renders what changes the selected issues, without the list. */
export async function showSelection(options: {
  triage?: SentryTriageResponse;
  sentryApi?: ReturnType<typeof fakeApi>;
  selected: (typeof first)[];
}) {
  const { triage = advice(), sentryApi = fakeApi(), selected } = options;
  let select: (issues: (typeof first)[]) => void = () => {};
  function Bar(props: { shown: Triage }) {
    const [issues, setIssues] = useState(selected);
    select = setIssues;
    return (
      <SelectionBar
        triage={props.shown}
        selected={issues}
        onClear={() => setIssues([])}
      />
    );
  }
  await renderTriage({ advised: triage, sentryApi }, shown => (
    <Bar shown={shown} />
  ));
  return {
    sentryApi,
    select: (issues: (typeof first)[]) => act(() => select(issues)),
  };
}

/** Renders within a page whose issues can be changed, once that is known. */
async function renderTriage(
  options: {
    advised: SentryTriageResponse;
    sentryApi: ReturnType<typeof fakeApi>;
  },
  render: (triage: Triage) => ReactElement,
) {
  const { advised, sentryApi } = options;
  sentryApi.getTriage.mockResolvedValue(advised);
  function Shown() {
    const triage = useTriage();
    return triage?.advice ? <main>{render(triage)}</main> : null;
  }
  renderForEntity(
    <TriageProvider entityRef={entityRef}>
      <Shown />
    </TriageProvider>,
    { sentryApi },
  );
  await screen.findByRole('main');
}

export async function choose(
  button: string | RegExp,
  item: string,
  role: 'menuitem' | 'menuitemradio' = 'menuitem',
) {
  await user.click(await screen.findByRole('button', { name: button }));
  await user.click(await screen.findByRole(role, { name: item }));
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
}

/** Of the values of which one is. */
export const set = (button: string | RegExp, item: string) =>
  choose(button, item, 'menuitemradio');

/** A change that the test answers when it wants to. */
export function held() {
  let settle: (answered: SentryIssueChangeResponse) => void = () => {};
  let refuse: (error: Error) => void = () => {};
  const promise = new Promise<SentryIssueChangeResponse>((resolve, reject) => {
    settle = resolve;
    refuse = reject;
  });
  return {
    promise,
    settle: (answered: SentryIssueChangeResponse) =>
      act(async () => settle(answered)),
    refuse: (error: Error) => act(async () => refuse(error)),
  };
}

export const rowOf = (name: RegExp) => screen.findByRole('row', { name });

/** After each test: back to no address, once no dialog or menu has yet to pass the focus on. */
export async function leave() {
  await act(
    () =>
      new Promise<void>(resolve => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );
  window.history.replaceState(null, '', '/');
}

/** Waits until it is known, and shown, what the viewer may change. */
export async function adviceOf(sentryApi: ReturnType<typeof fakeApi>) {
  await waitFor(() => expect(sentryApi.getTriage).toHaveBeenCalled());
  await act(async () => {
    await sentryApi.getTriage.mock.results[0].value;
  });
}

export async function selectAll() {
  await user.click(
    await screen.findByRole('checkbox', {
      name: 'Select all issues on this page',
    }),
  );
}
