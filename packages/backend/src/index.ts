import { createPortal } from './createPortal';

const backend = createPortal();

backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);

backend.start();
