import { coreExtensionData } from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';

/** The page takes no columns in Backstage 1.55, so its content is another one. */
const catalogPage = catalogPlugin.getExtension('page:catalog').override({
  factory(originalFactory, { inputs, config }) {
    const filters = inputs.filters.map(filter =>
      filter.get(coreExtensionData.reactElement),
    );
    return originalFactory({
      params: {
        loader: async () => {
          const { CatalogIndex } = await import('./CatalogIndex');
          return (
            <CatalogIndex filters={filters} pagination={config.pagination} />
          );
        },
      },
    });
  },
});

/** The catalog, whose table has a column of Sentry's. */
export const catalogWithSentry = catalogPlugin.withOverrides({
  extensions: [catalogPage],
});
