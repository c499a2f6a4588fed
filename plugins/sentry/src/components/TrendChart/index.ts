export type { ReleaseMarker } from './placeMarkers';
export { TrendChart } from './TrendChart';
