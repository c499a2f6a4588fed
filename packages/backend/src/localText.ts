import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute } from 'node:path';
import {
  createBackendModule,
  resolveSafeChildPath,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';

/**
 * Reads `$text` in catalog files of this repository from the files beside them, where
 * Backstage reads URLs alone: the demo has no source host. No file above is read.
 */
export default createBackendModule({
  pluginId: 'catalog',
  moduleId: 'local-text',
  register(reg) {
    reg.registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      async init({ catalog }) {
        catalog.addPlaceholderResolver(
          'text',
          async ({ value, baseUrl, read, resolveUrl }) => {
            if (typeof value !== 'string') {
              throw new Error('Placeholder $text expected a path or a URL');
            }
            const text = isAbsolute(baseUrl)
              ? await readFile(resolveSafeChildPath(dirname(baseUrl), value))
              : await read(resolveUrl(value, baseUrl));
            return text.toString('utf8');
          },
        );
      },
    });
  },
});
