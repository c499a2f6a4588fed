import { flatten } from '../flatten';
import { connectionDe } from './connection';
import { mineDe } from './mine';

/** German: the plugin's own page, the widget and the settings. */
export default flatten({ ...connectionDe, ...mineDe });
