import type { TableColumn } from '@backstage/core-components';
import {
  CatalogTable,
  type CatalogTableColumnsFunc,
  type CatalogTableRow,
} from '@backstage/plugin-catalog';
import {
  CatalogFilterLayout,
  EntityListProvider,
  type EntityListPagination,
} from '@backstage/plugin-catalog-react';
import { Container } from '@backstage/ui';
import { SentryStatus } from 'backstage-plugin-sentry';
import type { ReactNode } from 'react';

const sentryColumn: TableColumn<CatalogTableRow> = {
  title: 'Sentry',
  sorting: false,
  render: ({ entity }) => <SentryStatus entity={entity} />,
};

const leftOut = [
  'entity.spec.type',
  'entity.metadata.description',
  'entity.metadata.tags',
];

/** In the place of those that take much room and say little at a glance. */
const columns: CatalogTableColumnsFunc = context => [
  ...CatalogTable.defaultColumnsFunc(context).filter(
    ({ field = '' }) => !leftOut.includes(String(field)),
  ),
  sentryColumn,
];

/** The catalog's own table with a column that says how its entities do in Sentry. */
export function CatalogIndex(props: {
  filters: ReactNode;
  pagination: EntityListPagination;
}) {
  return (
    <EntityListProvider pagination={props.pagination}>
      <Container>
        <CatalogFilterLayout>
          <CatalogFilterLayout.Filters>
            {props.filters}
          </CatalogFilterLayout.Filters>
          <CatalogFilterLayout.Content>
            <CatalogTable columns={columns} />
          </CatalogFilterLayout.Content>
        </CatalogFilterLayout>
      </Container>
    </EntityListProvider>
  );
}
