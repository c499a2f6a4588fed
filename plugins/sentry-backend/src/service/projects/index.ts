export { sourceOf } from './groupSources';
export { ProjectDirectory } from './ProjectDirectory';
export { ProjectsService } from './ProjectsService';
export { ProjectResolver } from './ProjectResolver';
export type { ResolvedProjects, Source } from './types';
