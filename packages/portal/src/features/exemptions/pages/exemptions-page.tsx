import { Page } from '../../../components/page.tsx';

export default function ExemptionsPage() {
  return <Page title="Exemptions">{null}</Page>;
}
