/** What only the cards of systems, domains and groups show. */
export { ComponentLine } from '../ui/ComponentLinks';
export { ComponentTotals } from '../ui/ComponentTotals';
