import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Bench } from '../parts/Bench.tsx';
import { unpacked } from '../parts/bytes.ts';
import { Fact, Range, Stepper } from '../parts/controls.tsx';
import { Picture } from '../parts/Picture.tsx';
import { say } from '../words.ts';
import type { Written } from './answer.ts';
import { TokenGrid } from './TokenGrid.tsx';
import './dalle.css';
import { words } from './words.ts';

interface WritingProps {
  readonly written: Written;
  readonly asking: ComponentChildren;
  /** Draws anew. */
  readonly again: ComponentChildren;
}

/** Beside its tokens, so that both are seen while they are written; rem. */
const PICTURE_REM = { wide: 20, phone: 10 } as const;

/** The winner as it is written, one token after the other. */
export function Writing({ written, asking, again }: WritingProps) {
  const { grid, tokens, way } = written;
  const pictures = useMemo(() => unpacked(way), [way]);
  const all = pictures.length;
  const [count, setCount] = useState(all);
  useEffect(() => setCount(all), [written]);
  const line = tokens[0]!;
  // Before the first token there is nothing but ground: what the first picture shows after its first token.
  const picture = pictures[Math.max(0, count - 1)]!;
  return (
    <Bench
      part={0}
      line={say(words.titleLine)}
      first={asking}
      stage={
        <div class="writing">
          <span class="mount">
            <Picture
              picture={picture}
              rem={innerWidth < 640 ? PICTURE_REM.phone : PICTURE_REM.wide}
              label={say(words.soFar)}
            />
          </span>
          <TokenGrid tokens={line.slice(0, count)} grid={grid} label={say(words.grid)} />
        </div>
      }
      controls={
        <>
          <Range
            label={say(words.written)}
            value={count}
            min={0}
            max={all}
            shown={say(words.writtenOf, { k: count, n: all })}
            onChange={setCount}
          />
          <Stepper
            stepWords={say(words.next)}
            everyMs={160}
            done={count >= all}
            onStep={() => {
              setCount((before) => Math.min(all, before + 1));
              return count + 1 < all;
            }}
            onReset={() => setCount(0)}
          />
          <div class="facts">
            <Fact name={say(words.codebook)}>{grid.codes}</Fact>
            <Fact name={say(words.different)}>{new Set(line).size}</Fact>
          </div>
          <div class="row">{again}</div>
        </>
      }
    />
  );
}
