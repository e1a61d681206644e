import { Page } from '../../../components/page.tsx';

export default function ExemptionPage() {
  return <Page title="Exemption">{null}</Page>;
}
