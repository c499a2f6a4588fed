export { fullName } from './fullName';
export { sourceOf } from './groupSources';
export { issueKey } from './issueKey';
export { ownersOf } from './ownersOf';
export { projectOfShortId } from './projectOfShortId';
export { ProjectDirectory } from './ProjectDirectory';
export { ProjectsService } from './ProjectsService';
export { ProjectResolver } from './ProjectResolver';
export type { ResolvedProjects, Source } from './types';
