import { useMemo, useState } from 'preact/hooks';
import { rngFor } from '../../../shared/random.ts';
import { formatCount, formatFixed, formatPercent } from '../../i18n/numbers.ts';
import { Choices } from '../../ui/Field.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { useAnswer } from '../parts/ask.ts';
import { Bench } from '../parts/Bench.tsx';
import type { PictureData } from '../parts/bytes.ts';
import { Fact, Range } from '../parts/controls.tsx';
import { LabFailure, ModelChoice, useModel } from '../parts/model.tsx';
import { colourOf } from '../parts/palette.ts';
import { Picture, Pictures } from '../parts/Picture.tsx';
import { say } from '../words.ts';
import { cellsOf, intervalAt, intervalsOf } from './counting.ts';
import type { Interval, Seen } from './counting.ts';
import './histogram.css';
import { words } from './words.ts';

/** As the server's `thumbnails` answers. */
interface Thumbnails {
  readonly side: number;
  readonly n: number;
  readonly seen: readonly Seen[];
}

/** Steps of the slider between 0 and 1. */
const FINE = 10_000;
const SIDES = ['2', '3', '4'] as const;
/** Pictures shown of the most frequent, and of those drawn. */
const SHOWN = 12;

/** The table of all binary thumbnails, and the draw from it. */
export function Thumbnails() {
  const chosen = useModel('histogram');
  const { model } = chosen;
  const [side, setSide] = useState<(typeof SIDES)[number]>('2');
  const [u, setU] = useState(0.25);
  const [draws, setDraws] = useState(0);
  const [drawn, setDrawn] = useState<readonly number[]>([]);
  const found = useAnswer<Thumbnails>(model && { model }, 'thumbnails', { side: Number(side) });
  const table = found.value;
  const intervals = useMemo(() => (table ? intervalsOf(table.seen, table.n) : []), [table]);
  if (chosen.missing) return chosen.missing;
  if (!table) return found.failure ? <LabFailure failure={found.failure} /> : <Loading />;
  const hit = intervalAt(intervals, u);
  const possible = 2 ** (table.side * table.side);
  const pictureOf = (code: number): PictureData => ({
    pixels: cellsOf(code, table.side),
    height: table.side,
    width: table.side,
    channels: 1,
  });
  const draw = (): void => {
    const next = rngFor('draw', draws).uniform();
    setDraws(draws + 1);
    setU(next);
    setDrawn((before) => [intervalAt(intervals, next).code, ...before].slice(0, SHOWN));
  };
  return (
    <Bench
      part={0}
      line={say(words.tinyLine, { n: formatCount(table.n) })}
      stage={
        <>
          <IntervalBar intervals={intervals} u={u} />
          <span class="mount">
            <Picture picture={pictureOf(hit.code)} rem={11} label={say(words.hit)} />
          </span>
          <p class="small quiet">{say(words.often)}</p>
          <Pictures
            pictures={intervals.slice(0, SHOWN).map(({ code }) => pictureOf(code))}
            across={6}
            rem={28}
            label={say(words.often)}
            captions={intervals.slice(0, SHOWN).map(({ share }) => formatPercent(share))}
            picked={intervals.indexOf(hit)}
            onPick={(i) => setU((intervals[i]!.start + intervals[i]!.end) / 2)}
          />
        </>
      }
      controls={
        <>
          <ModelChoice {...chosen} />
          <Choices
            label={say(words.size)}
            value={side}
            onChange={(value) => (setSide(value), setDrawn([]))}
            options={SIDES.map((value) => ({ value, label: `${value} × ${value}` }))}
          />
          <Range
            label={say(words.u)}
            value={Math.round(u * FINE)}
            min={0}
            max={FINE - 1}
            shown={formatFixed(u, 4)}
            onChange={(value) => setU(value / FINE)}
          />
          <div class="row">
            <button type="button" class="button" onClick={draw}>
              {say(words.draw)}
            </button>
          </div>
          {drawn.length > 0 && (
            <Pictures pictures={drawn.map(pictureOf)} across={SHOWN} rem={26} label={say(words.drawn)} />
          )}
          <div class="facts">
            <Fact name={say(words.hitShare)}>{formatPercent(hit.share)}</Fact>
            <Fact name={say(words.possible)}>{formatCount(possible)}</Fact>
            <Fact name={say(words.seen)}>{formatCount(table.seen.length)}</Fact>
            <Fact name={say(words.empty)}>{`${formatFixed(100 * (1 - table.seen.length / possible), 1)}\u00a0%`}</Fact>
          </div>
          <LabFailure failure={found.failure} />
        </>
      }
    />
  );
}

/** All intervals between 0 and 1 in turn, and u above them. */
function IntervalBar({ intervals, u }: { readonly intervals: readonly Interval[]; readonly u: number }) {
  return (
    <svg class="histogram__bar" viewBox="0 0 1000 110" role="img" aria-label={say(words.intervals)}>
      {intervals.map(({ code, start, end }, i) => (
        <rect key={code} x={start * 1000} width={(end - start) * 1000} y="34" height="48" fill={colourOf(i)} />
      ))}
      <path class="histogram__u" d={`M${u * 1000} 88V34l-13-26h26l-13 26`} />
      <text class="histogram__end" x="0" y="108">
        0
      </text>
      <text class="histogram__end" x="1000" y="108" text-anchor="end">
        1
      </text>
    </svg>
  );
}
