import { Page } from '../../../components/page.tsx';

export default function DeployPage() {
  return <Page title="Deploy">{null}</Page>;
}
