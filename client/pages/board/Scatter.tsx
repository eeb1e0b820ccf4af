import { useCallback, useState } from 'preact/hooks';
import type { BoardRow } from '../../../shared/protocol/http.ts';
import { t } from '../../i18n/index.ts';
import { Chart } from '../../ui/Chart.tsx';
import type { Plot } from '../../ui/Chart.tsx';
import { crispScale } from '../../ui/crisp.ts';
import { Choices } from '../../ui/Field.tsx';
import { Copies } from './Copies.tsx';
import { Section } from './Section.tsx';
import { estimateOf, MACHINE_SCORES } from './columns.ts';
import type { MachineScore } from './columns.ts';
import { PAPER, WALL, drawScatter, pointsOf } from './drawScatter.ts';
import { useThumbnails } from './useThumbnails.ts';

interface ScatterProps {
  readonly rows: readonly BoardRow[];
  /** Start of the name of saved files. */
  readonly name: string;
  readonly onOpen: (modelId: string) => void;
}

/** From so many models on a thumbnail is one sample, not four. */
const MANY = 9;
const NARROW = 640;
/** Width of a saved plot, CSS pixels. */
const SAVED = 900;

/** What machines say across, what people say upwards; each forger is a few of its samples. */
export function Scatter({ rows, name, onOpen }: ScatterProps) {
  const offered = MACHINE_SCORES.filter((score) => rows.some((row) => row.fooled && estimateOf(row, score)));
  const [chosen, choose] = useState<MachineScore | null>(null);
  const across = chosen !== null && offered.includes(chosen) ? chosen : offered[0];
  const samples = rows.length >= MANY || innerWidth < NARROW ? 1 : 2;
  const thumbnails = useThumbnails(
    rows.map((row) => row.model.id),
    samples,
  );
  const side = thumbnails.values().next().value?.side ?? 60;
  const mark = side * crispScale(side, samples === 1 ? 44 : 70, devicePixelRatio);
  const points = across === undefined ? [] : pointsOf(rows, across, thumbnails);
  // Points change with every frame of a movement; the chart follows their content.
  const content = JSON.stringify(points.map(({ src: _, ...point }) => point)) + thumbnails.size;
  const draw = useCallback(
    (plot: Plot, width: number) => drawScatter(plot, width, points, across!, mark, WALL),
    [content, across, mark],
  );
  if (across === undefined) return null;
  return (
    <Section
      title={t('board.scatter')}
      copies={
        <Copies
          name={`${name}-${across}`}
          plot={(plot) => drawScatter(plot, SAVED, points, across, Math.max(36, side), PAPER)}
        />
      }
    >
      <Choices
        label={t('board.across')}
        value={across}
        onChange={choose}
        options={offered.map((score) => ({ value: score, label: t(`board.${score}`) }))}
      />
      <div
        onClick={(event) => {
          const id = (event.target as Element).closest('a')?.getAttribute('href')?.split('#')[1];
          if (id === undefined) return;
          event.preventDefault();
          onOpen(decodeURIComponent(id));
        }}
      >
        <Chart draw={draw} height={460} label={t('board.scatterLabel', { score: t(`board.${across}`) })} />
      </div>
    </Section>
  );
}
