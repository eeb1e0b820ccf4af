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

/** The winner as it is written, one token after the other. */
export function Writing({ written, asking }: { readonly written: Written; readonly asking: ComponentChildren }) {
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
      title={say(words.title)}
      line={say(words.titleLine)}
      stage={
        <div class="writing">
          <span class="mount">
            <Picture picture={picture} rem={18} label={say(words.soFar)} />
          </span>
          <TokenGrid tokens={line.slice(0, count)} grid={grid} label={say(words.grid)} />
        </div>
      }
      controls={
        <>
          {asking}
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
        </>
      }
    />
  );
}
