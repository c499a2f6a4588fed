export { AssigneesService } from './AssigneesService';
