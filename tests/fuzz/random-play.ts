import { CONFIDENCE_STOPS, type Response } from '../../shared/domain/judgment.ts';
import type { CommandMessage } from '../../shared/protocol/messages.ts';
import { rngFor, type Rng } from '../../server/ml/random.ts';
import type { Outcome } from '../../server/game/outcome.ts';
import { gameMode, type RoomSettings } from '../../shared/domain/room.ts';
import { Table, uuid } from '../rooms/table.ts';

/** What one judgment was answered with: the bookkeeping of a distrustful client. */
export interface Sent {
  readonly playerId: string;
  readonly judgmentId: string;
  readonly trialId: string;
  readonly outcome: Outcome;
}

/** A table at which a seeded rascal plays. */
export class RandomPlay {
  readonly table: Table;
  readonly sent: Sent[] = [];
  readonly #rng: Rng;
  readonly #trials: string[] = [];
  #joined = 0;

  constructor(readonly seed: number) {
    this.#rng = rngFor('random play', seed);
    const settings: Partial<RoomSettings> = {
      mode: this.#pick(gameMode.options)!,
      oneClass: this.#rng.uniform() < 0.3,
      dealing: this.#pick(['same', 'own']),
      seconds: this.#pick([null, 5, 20]),
      lots: 2 + this.#rng.int(4),
      feedback: this.#rng.uniform() < 0.7,
      speedPoints: this.#rng.uniform() < 0.5,
      autoNextSeconds: this.#pick([null, 3]),
    };
    this.table = new Table(settings, { key: `key ${seed}`, solo: this.#rng.uniform() < 0.1 });
  }

  /** One thing happens; its name, for the print of a failure. */
  move(): string {
    const { table } = this;
    const player = this.#pick(Object.keys(table.state.players));
    const moves: readonly (readonly [weight: number, name: string, act: () => void])[] = [
      [
        3,
        'join',
        () => {
          const playerId = `id${this.#joined++}`;
          table.join(`p${this.#joined % 12}`, { playerId, device: `d${this.#rng.int(20)}` });
        },
      ],
      [8, 'judge', () => player && this.#judge(player)],
      [2, 'judge again', () => this.#judgeAgain()],
      [1, 'judge astray', () => player && this.#judge(player, this.#pick(this.#trials) ?? 'nowhere')],
      [1, 'judge as a stranger', () => this.#judge('stranger')],
      [2, 'drop', () => player && void table.drop(player)],
      [2, 'connect', () => player && void table.connect(player)],
      [5, 'wait', () => table.pass(this.#rng.int(4000))],
      [6, 'command', () => void table.host(this.#command(player))],
      [1, 'command by a player', () => player && void table.command(player, this.#command(player))],
      [
        1,
        'recover',
        () => {
          table.now += this.#rng.int(60_000);
          table.send({ type: 'recovered', at: table.now });
        },
      ],
      [1, 'a tick too early', () => void table.send({ type: 'ticked', at: table.now })],
    ];
    let left = this.#rng.uniform() * moves.reduce((sum, [weight]) => sum + weight, 0);
    const [, name, act] = moves.find(([weight]) => (left -= weight) < 0) ?? moves[0]!;
    act();
    return name;
  }

  #judge(
    playerId: string,
    trialId = this.table.state.players[playerId] ? this.table.trialOf(playerId) : 'nowhere',
  ): void {
    this.#trials.push(trialId);
    this.#send(playerId, trialId, uuid());
  }

  #judgeAgain(): void {
    const before = this.#pick(this.sent);
    if (!before) return;
    const trialId = this.#rng.uniform() < 0.8 ? before.trialId : (this.#pick(this.#trials) ?? 'nowhere');
    this.#send(before.playerId, trialId, before.judgmentId);
  }

  #send(playerId: string, trialId: string, judgmentId: string): void {
    const outcome = this.table.judge(playerId, this.#response(), { trialId, judgmentId });
    this.sent.push({ playerId, judgmentId, trialId, outcome });
  }

  /** Mostly what the mode asks for. */
  #response(): Response {
    const { mode } = this.table.state.settings;
    const stop = this.#pick(CONFIDENCE_STOPS)!;
    const a = this.#rng.int(9);
    switch (this.#rng.uniform() < 0.1 ? this.#pick(gameMode.options) : mode) {
      case 'verdict':
      case undefined:
        return { pFake: stop };
      case 'variety':
        return { pRight: stop };
      case 'twins':
        return {
          pair: this.#rng.uniform() < 0.3 ? null : [a, a + 1 + this.#rng.int(15)],
          sure: Math.max(stop, 1 - stop),
        };
    }
  }

  #command(player: string | undefined): CommandMessage {
    const { settings } = this.table.state;
    const dealing = this.#pick(['same', 'own'] as const)!;
    return this.#pick<CommandMessage>([
      { type: 'start' },
      { type: 'start' },
      { type: 'next' },
      { type: 'next' },
      { type: 'closeLot' },
      { type: 'skip' },
      { type: 'pause' },
      { type: 'resume' },
      { type: 'resume' },
      { type: 'extend', seconds: 10 },
      { type: 'lock', locked: this.#rng.uniform() < 0.3 },
      { type: 'again' },
      { type: 'again' },
      { type: 'settings', settings: { ...settings, dealing, feedback: this.#rng.uniform() < 0.7 } },
      {
        type: 'settings',
        settings: { ...settings, mode: this.#pick(gameMode.options)!, wallSize: 8 + this.#rng.int(18) },
      },
      ...(this.#rng.uniform() < 0.1 ? [{ type: 'end' } as const] : []),
      ...(this.#rng.uniform() < 0.1 && player ? [{ type: 'kick', playerId: player } as const] : []),
      ...(this.#rng.uniform() < 0.02 ? [{ type: 'close' } as const] : []),
    ])!;
  }

  #pick<T>(from: readonly T[]): T | undefined;
  #pick<T>(from: readonly [T, ...T[]]): T;
  #pick<T>(from: readonly T[]): T | undefined {
    return from[this.#rng.int(from.length)];
  }
}
