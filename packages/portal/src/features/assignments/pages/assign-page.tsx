import { Page } from '../../../components/page.tsx';

export default function AssignPage() {
  return <Page title="Assign">{null}</Page>;
}
