import { Page } from '../../../components/page.tsx';

export default function EditDefinitionPage() {
  return <Page title="Edit definition">{null}</Page>;
}
