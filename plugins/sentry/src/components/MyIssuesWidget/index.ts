export { MyIssuesWidget, type MyIssuesWidgetProps } from './MyIssuesWidget';
