import { Page } from '../../../components/page.tsx';

export default function SearchPage() {
  return <Page title="Search">{null}</Page>;
}
