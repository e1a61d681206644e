import { Page } from '../../../components/page.tsx';

export default function CompliancePage() {
  return <Page title="Compliance">{null}</Page>;
}
