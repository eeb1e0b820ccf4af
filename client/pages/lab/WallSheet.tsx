import { useRef } from 'preact/hooks';
import { pageOf } from '../../explain/pages.ts';
import { t } from '../../i18n/index.ts';
import { LabSheet } from './LabSheet.tsx';
import { useFitting } from './useFitting.ts';

interface WallSheetProps {
  readonly name: string;
  readonly part: number;
}

/** One part of a page of the lab as it hangs on the wall: as large as the wall holds, and without ways elsewhere. */
export function WallSheet({ name, part }: WallSheetProps) {
  const box = useRef<HTMLDivElement>(null);
  const letters = useFitting(box, `${name} ${part}`);
  const page = pageOf(name);
  if (page === null) return <p class="notice">{t('lab.unknown')}</p>;
  return (
    <div ref={box}>
      <LabSheet key={name} page={page} hung={{ part: Math.min(part, page.parts.length - 1), letters }} />
    </div>
  );
}
