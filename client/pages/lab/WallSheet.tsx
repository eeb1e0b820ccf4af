import { pageOf } from '../../explain/pages.ts';
import { t } from '../../i18n/index.ts';
import { LabSheet } from './LabSheet.tsx';

/** A page of the lab as it hangs on the wall: larger, and without ways elsewhere. */
export function WallSheet({ name }: { readonly name: string }) {
  const page = pageOf(name);
  if (page === null) return <p class="notice">{t('lab.unknown')}</p>;
  return <LabSheet key={name} page={page} wall />;
}
