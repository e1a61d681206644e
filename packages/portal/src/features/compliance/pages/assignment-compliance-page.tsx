import { Page } from '../../../components/page.tsx';

export default function AssignmentCompliancePage() {
  return <Page title="Assignment compliance">{null}</Page>;
}
