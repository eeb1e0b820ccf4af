import { useState } from 'preact/hooks';
import { formatCount, formatPowerOfTen } from '../../i18n/numbers.ts';
import { Bench } from '../parts/Bench.tsx';
import { Bars, Fact, Range } from '../parts/controls.tsx';
import { say } from '../words.ts';
import { digitsOfTable, MILESTONES } from './counting.ts';
import { words } from './words.ts';

/** Up to here the number of entries is written out. */
const WRITTEN = 15;

/** How the table grows with the picture. */
export function TooLarge() {
  const [side, setSide] = useState(4);
  const [bits, setBits] = useState(1);
  const log = digitsOfTable(side, bits);
  const digits = Math.floor(log + 1e-9) + 1;
  const bars = [
    { label: say(words.table), log, kind: 'forgery' as const },
    { label: say(words.people), log: MILESTONES.people, kind: 'quiet' as const },
    { label: say(words.sand), log: MILESTONES.sand, kind: 'quiet' as const },
    { label: say(words.atoms), log: MILESTONES.atoms, kind: 'quiet' as const },
  ];
  return (
    <Bench
      part={1}
      line={say(words.largeLine)}
      stage={
        <>
          <p class="histogram__power figures">
            {2 ** bits}
            <sup>{side * side}</sup>
          </p>
          <div class="histogram__bars">
            <Bars
              label={say(words.entries)}
              bars={bars.map((bar) => ({
                label: bar.label,
                value: bar.log,
                shown: say(words.digitsShort, { n: formatCount(Math.floor(bar.log + 1e-9) + 1) }),
                kind: bar.kind,
              }))}
            />
          </div>
        </>
      }
      controls={
        <>
          <Range label={say(words.side)} value={side} min={2} max={28} shown={`${side} × ${side}`} onChange={setSide} />
          <Range
            label={say(words.greys)}
            value={bits}
            min={1}
            max={8}
            shown={formatCount(2 ** bits)}
            onChange={setBits}
          />
          <Fact name={say(words.entries)} note={say(words.digits, { n: formatCount(digits) })}>
            {digits <= WRITTEN ? formatCount(Math.round(10 ** log)) : formatPowerOfTen(Math.floor(log))}
          </Fact>
        </>
      }
    />
  );
}
