import { Page } from '../../../components/page.tsx';

export default function AssignmentPage() {
  return <Page title="Assignment">{null}</Page>;
}
