import { Page } from '../../../components/page.tsx';

export default function RemediationPage() {
  return <Page title="Remediation">{null}</Page>;
}
