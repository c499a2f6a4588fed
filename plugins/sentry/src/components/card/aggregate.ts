/** What only the cards of systems, domains and groups show. */
export { ComponentLine } from '../ui/ComponentLine';
export { ComponentTotals } from '../ui/ComponentTotals';
