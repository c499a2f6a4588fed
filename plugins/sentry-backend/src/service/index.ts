export {
  createEntityServices,
  type EntityServices,
} from './createEntityServices';
