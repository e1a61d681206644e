import { Page } from '../../../components/page.tsx';

export default function DecisionPage() {
  return <Page title="Decision">{null}</Page>;
}
