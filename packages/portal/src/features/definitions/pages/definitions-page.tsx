import { Page } from '../../../components/page.tsx';

export default function DefinitionsPage() {
  return <Page title="Definitions">{null}</Page>;
}
