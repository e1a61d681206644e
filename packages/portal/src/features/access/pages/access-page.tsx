import { Page } from '../../../components/page.tsx';

export default function AccessPage() {
  return <Page title="Access">{null}</Page>;
}
