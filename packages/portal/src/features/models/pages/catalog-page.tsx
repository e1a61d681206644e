import { Page } from '../../../components/page.tsx';

export default function CatalogPage() {
  return <Page title="Catalog">{null}</Page>;
}
