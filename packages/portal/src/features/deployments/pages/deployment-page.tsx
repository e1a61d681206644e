import { Page } from '../../../components/page.tsx';

export default function DeploymentPage() {
  return <Page title="Deployment">{null}</Page>;
}
