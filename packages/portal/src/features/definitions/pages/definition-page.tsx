import { Page } from '../../../components/page.tsx';

export default function DefinitionPage() {
  return <Page title="Definition">{null}</Page>;
}
