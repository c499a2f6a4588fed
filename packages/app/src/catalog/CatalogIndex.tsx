import {
  CatalogTable,
  type CatalogTableColumnsFunc,
} from '@backstage/plugin-catalog';
import {
  CatalogFilterLayout,
  EntityListProvider,
  type EntityListPagination,
} from '@backstage/plugin-catalog-react';
import { Container } from '@backstage/ui';
import type { ReactNode } from 'react';
import { sentryColumns } from './sentryColumns';

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
  ...sentryColumns,
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
