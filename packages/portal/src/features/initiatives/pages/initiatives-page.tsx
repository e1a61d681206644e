import { Page } from '../../../components/page.tsx';

export default function InitiativesPage() {
  return <Page title="Initiatives">{null}</Page>;
}
