import { createPortal } from '../../packages/backend/src/createPortal';
import { testPolicy } from './testPolicy';
import { testUsers } from './testUsers';

// The backend of the demo, with several users and a policy that tells them apart.

const backend = createPortal();
backend.add(testUsers);
backend.add(testPolicy);
backend.start();
