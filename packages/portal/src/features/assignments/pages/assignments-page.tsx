import { Page } from '../../../components/page.tsx';

export default function AssignmentsPage() {
  return <Page title="Assignments">{null}</Page>;
}
