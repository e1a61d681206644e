import { Page } from '../../../components/page.tsx';

export default function ScopePage() {
  return <Page title="Scope">{null}</Page>;
}
