import { Page } from '../../../components/page.tsx';

export default function RemediationTaskPage() {
  return <Page title="Remediation task">{null}</Page>;
}
