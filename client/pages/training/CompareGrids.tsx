import { useEffect, useRef, useState } from 'preact/hooks';
import { inWords, t } from '../../i18n/index.ts';
import { formatCount } from '../../i18n/numbers.ts';
import { address } from '../../net/http.ts';
import { crispScale } from '../../ui/crisp.ts';
import { Samples } from '../../ui/Samples.tsx';
import { duration } from '../duration.ts';
import { RunBadge } from './RunBadge.tsx';
import { gridAt } from './compare.ts';
import type { Axis, Run } from './compare.ts';
import { RUN_GRID } from './runGrid.ts';

interface CompareGridsProps {
  readonly runs: readonly Run[];
  readonly axis: Axis;
  /** Moments at which some picture changes, and the place among them that is shown. */
  readonly times: readonly number[];
  readonly at: number;
  /** Null follows the newest. */
  readonly onMove: (place: number | null) => void;
}

/** Sample grids of all runs at one moment; one slider moves all of them. */
export function CompareGrids({ runs, axis, times, at, onMove }: CompareGridsProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const { columns, room } = layout(runs.length, width, devicePixelRatio);
  const moment = times[at] ?? 0;
  return (
    <section class="compare__section">
      <h2>{t('training.compare.samples')}</h2>
      <p class="small quiet">{t('training.compare.samplesLine')}</p>
      <div ref={box} class="comparegrids" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, max-content))` }}>
        {width > 0 &&
          runs.map((run, i) => (
            <RunGrid key={run.job.id} run={run} place={i} axis={axis} moment={moment} room={room} />
          ))}
      </div>
      {times.length > 1 && <Scrubber axis={axis} times={times} at={at} onMove={onMove} />}
    </section>
  );
}

interface RunGridProps {
  readonly run: Run;
  readonly place: number;
  readonly axis: Axis;
  readonly moment: number;
  /** CSS pixels that the grid may take. */
  readonly room: number;
}

function RunGrid({ run: { job, generator }, place, axis, moment, room }: RunGridProps) {
  const grid = gridAt(job, axis, moment);
  const folder = `api/training/${encodeURIComponent(job.id)}`;
  // Runs of older versions kept their newest grid alone.
  const newest = job.grids.length === 0 && job.grid > 0 ? address(`${folder}/grid.png?v=${job.grid}`) : null;
  const title = generator ? inWords(generator.title) : job.generator;
  return (
    <figure class="comparegrid">
      <figcaption>
        <RunBadge run={place} />
        <strong>{title}</strong>
        <span class="small quiet figures">
          {grid === null
            ? t(newest === null ? 'training.compare.notYet' : 'training.compare.newestOnly')
            : [
                t('training.steps', { step: formatCount(grid.step), of: formatCount(job.totalSteps) }),
                duration(grid.seconds),
              ].join(' · ')}
        </span>
      </figcaption>
      <span class="mount">
        <Samples
          url={grid ? address(`${folder}/grids/${grid.step}.png`) : newest}
          layout={RUN_GRID}
          across={RUN_GRID.columns}
          down={RUN_GRID.rows}
          room={room}
          label={`${title}: ${t('training.gridLabel', { step: formatCount(grid?.step ?? job.step) })}`}
        />
      </span>
    </figure>
  );
}

/** Frames of a replay a second, and how many it has at most. */
const REPLAY = { rate: 6, frames: 60 } as const;

function Scrubber({ axis, times, at, onMove }: Omit<CompareGridsProps, 'runs'>) {
  const [replaying, setReplaying] = useState(false);
  const last = times.length - 1;
  const stride = Math.ceil(times.length / REPLAY.frames);
  useEffect(() => {
    if (!replaying) return;
    const timer = setTimeout(() => {
      if (at >= last) setReplaying(false);
      onMove(at + stride >= last ? null : at + stride);
    }, 1000 / REPLAY.rate);
    return () => clearTimeout(timer);
  }, [replaying, at, last]);
  const moment = times[at] ?? 0;
  const words =
    axis === 'steps'
      ? t('common.step', { step: formatCount(moment) })
      : t('training.compare.after', { time: duration(moment) });
  return (
    <div class="scrubber">
      <button
        type="button"
        class="button button--quiet"
        onClick={() => {
          if (!replaying) onMove(0);
          setReplaying(!replaying);
        }}
      >
        {t(replaying ? 'training.compare.hold' : 'training.compare.replay')}
      </button>
      <input
        type="range"
        min={0}
        max={last}
        step={1}
        value={at}
        aria-label={t('training.compare.moment')}
        aria-valuetext={words}
        onInput={(event) => {
          setReplaying(false);
          const place = Number(event.currentTarget.value);
          onMove(place >= last ? null : place);
        }}
      />
      <output class="figures">{words}</output>
    </div>
  );
}

/** Side of a grid of the usual pictures in its own pixels, the frame around it, and the space between two, CSS pixels. */
const [GRID_WIDTH, FRAME, BETWEEN] = [291, 14, 24];

/** As many beside each other as can be shown at twice their size; failing that, as fit at all. */
export function layout(
  count: number,
  width: number,
  ratio: number,
): { readonly columns: number; readonly room: number } {
  const roomOf = (columns: number): number => (width - (columns - 1) * BETWEEN) / columns - FRAME;
  const columns = Array.from({ length: count }, (_, i) => count - i);
  const fitting = (scale: number): number | undefined =>
    columns.find((one) => roomOf(one) >= GRID_WIDTH && crispScale(GRID_WIDTH, roomOf(one), ratio) >= scale);
  const chosen = fitting(2) ?? fitting(1) ?? 1;
  return { columns: chosen, room: Math.min(roomOf(chosen), 3 * GRID_WIDTH) };
}

function useWidth(of: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    if (of.current) observer.observe(of.current);
    return () => observer.disconnect();
  }, []);
  return width;
}
