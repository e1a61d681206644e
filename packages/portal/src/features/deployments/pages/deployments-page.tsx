import { Page } from '../../../components/page.tsx';

export default function DeploymentsPage() {
  return <Page title="Deployments">{null}</Page>;
}
