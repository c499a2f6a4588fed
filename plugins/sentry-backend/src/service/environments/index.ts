export { EnvironmentsService } from './EnvironmentsService';
