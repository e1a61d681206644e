import { Page } from '../../../components/page.tsx';

export default function EditExemptionPage() {
  return <Page title="Edit exemption">{null}</Page>;
}
