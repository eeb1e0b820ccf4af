import { useState } from 'preact/hooks';
import { Switch } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Bench } from '../parts/Bench.tsx';
import { DigitChoice } from '../parts/DigitChoice.tsx';
import { ModelChoice, useModel } from '../parts/model.tsx';
import { say } from '../words.ts';
import { LatentMap } from './LatentMap.tsx';
import { words } from './words.ts';

/** The autoencoder's space of codes, and the variational one's. */
export function Spaces() {
  const chosen = useModel('autoencoder');
  const others = useModel('vae');
  const [label, setLabel] = useState(3);
  const [dots, setDots] = useState(true);
  const { model } = chosen;
  if (!model) return chosen.missing;
  const vae = others.models.find(({ dataset }) => dataset === model.dataset);
  return (
    <Bench
      part={0}
      line={say(words.planesLine)}
      stage={
        <div class="latent-maps">
          <LatentMap key={model.id} subject={{ model }} input={{}} title={say(words.plain)} dots={dots} />
          {vae ? (
            <LatentMap
              key={`${vae.id} ${label}`}
              subject={{ model: vae }}
              input={{ label }}
              title={say(words.variational, { label })}
              dots={dots}
            />
          ) : (
            <Notice>{say(words.noVariational)}</Notice>
          )}
        </div>
      }
      controls={
        <div class="latent-controls">
          <ModelChoice {...chosen} />
          <DigitChoice label={say(words.digit)} value={label} onChange={setLabel} />
          <Switch label={say(words.dots)} on={dots} onChange={setDots} />
        </div>
      }
    />
  );
}
