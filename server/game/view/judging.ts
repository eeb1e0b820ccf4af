import type { JudgingView } from '../../../shared/protocol/view.ts';
import { endsAt, remainingMs } from '../clock.ts';
import { responseOf, type JudgingState } from '../state.ts';
import type { Shared, Watcher } from './shared.ts';
import { trials } from './stimuli.ts';

export function judgingViews(state: JudgingState, { common, viewer }: Shared): (watcher: Watcher) => JudgingView {
  const connected = Object.values(state.players).filter((player) => player.connected);
  const lot = {
    phase: 'judging',
    lot: state.lot,
    lots: state.settings.lots,
    endsAt: endsAt(state.clock),
    remainingMs: remainingMs(state.clock),
    decided: connected.filter((player) => state.given[player.playerId]).length,
    of: connected.length,
  } as const;
  const trial = trials(state);
  return (watcher) => {
    const given = watcher.role === 'player' ? state.given[watcher.playerId] : undefined;
    return {
      ...common,
      ...lot,
      viewer: viewer(watcher),
      trial: trial(watcher),
      mine: given ? responseOf(given) : null,
    };
  };
}
