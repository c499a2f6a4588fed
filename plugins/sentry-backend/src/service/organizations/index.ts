export { OrganizationsService } from './OrganizationsService';
