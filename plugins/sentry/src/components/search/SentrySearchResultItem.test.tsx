import { screen } from '@testing-library/react';
import { axe } from 'jest-axe';
import { fakeApi } from '../../__testUtils__/fakes';
import { renderForUser } from '../../__testUtils__/render';
import { SentrySearchResultItem } from './SentrySearchResultItem';

const page = {
  title: 'Sentry issues of Shop web',
  text: '',
  location: '/elsewhere',
  entityRef: 'component:default/shop-web',
  entityTitle: 'Shop web',
  issueId: '',
  issueProject: '',
  level: '',
  priority: '',
  project: '',
};
const issue = {
  ...page,
  title: 'TypeError: no total',
  issueId: 'SHOP-WEB-1A',
  level: 'error',
  project: 'shop-web',
};
const show = (result: typeof page) =>
  renderForUser(<SentrySearchResultItem result={result} />, {
    sentryApi: fakeApi(),
  });

describe('SentrySearchResultItem', () => {
  it('leads to the issue in the portal, and says how bad it is and where', async () => {
    const { container } = show(issue);
    expect(
      await screen.findByRole('link', { name: 'TypeError: no total' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/shop-web/sentry?issue=SHOP-WEB-1A',
    );
    expect(screen.getByTitle('Level: error')).toBeInTheDocument();
    expect(screen.getByText('Shop web').parentElement).toHaveTextContent(
      'Shop web · shop-web · SHOP-WEB-1A',
    );
    expect(await axe(container)).toHaveNoViolations();
  });

  it('names the Sentry where several could have an issue of that id', async () => {
    show({ ...issue, issueProject: 'eu:acme-eu/31' });
    const link = await screen.findByRole('link');
    expect(link.getAttribute('href')).toContain(
      'issueProject=eu%3Aacme-eu%2F31',
    );
  });

  it('leads to the Sentry page of an entity', async () => {
    show(page);
    expect(
      await screen.findByRole('link', { name: 'Sentry issues of Shop web' }),
    ).toHaveAttribute('href', '/catalog/default/component/shop-web/sentry');
    expect(screen.queryByTitle(/Level/)).toBeNull();
  });
});
