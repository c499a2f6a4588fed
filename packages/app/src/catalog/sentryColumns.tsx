import type { TableColumn } from '@backstage/core-components';
import type { CatalogTableRow } from '@backstage/plugin-catalog';
import { SentryStatus } from 'backstage-plugin-sentry';

/** What the catalog's table says of each entity in Sentry. */
export const sentryColumns: TableColumn<CatalogTableRow>[] = [
  {
    title: 'Sentry',
    sorting: false,
    render: ({ entity }) => <SentryStatus entity={entity} />,
  },
];
