import type { Verdict } from '../../shared/domain/judgment.ts';
import { t } from '../i18n/index.ts';

/** Round seal: genuine. Slanted bar: forgery. The shape says it, the colour agrees. */
export function Stamp({ truth, large = false }: { readonly truth: Verdict; readonly large?: boolean }) {
  const word = t(truth === 'real' ? 'common.genuine' : 'common.forgery');
  return (
    <span class={`stamp stamp--${truth === 'real' ? 'genuine' : 'forgery'}${large ? ' stamp--large' : ''}`}>
      <span class="stamp__word">{word}</span>
    </span>
  );
}
