import { Page } from '../../../components/page.tsx';

export default function InitiativePage() {
  return <Page title="Initiative">{null}</Page>;
}
