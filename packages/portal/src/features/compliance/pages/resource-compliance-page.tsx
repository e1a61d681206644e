import { Page } from '../../../components/page.tsx';

export default function ResourceCompliancePage() {
  return <Page title="Resource compliance">{null}</Page>;
}
