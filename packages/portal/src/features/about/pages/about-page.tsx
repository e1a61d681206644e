import { Page } from '../../../components/page.tsx';

export default function AboutPage() {
  return <Page title="About">{null}</Page>;
}
