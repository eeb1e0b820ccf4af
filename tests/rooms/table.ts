import { expect } from 'vitest';
import type { Response } from '../../shared/domain/judgment.ts';
import { DEFAULT_SETTINGS, type RoomSettings } from '../../shared/domain/room.ts';
import type { RefusalCode } from '../../shared/protocol/codes.ts';
import type { CommandMessage, JudgeMessage } from '../../shared/protocol/messages.ts';
import type { RoomView } from '../../shared/protocol/view.ts';
import type { RoomEvent } from '../../server/game/event.ts';
import type { JudgmentRow } from '../../server/game/judgment-row.ts';
import { readNickname } from '../../server/game/nickname.ts';
import type { Accepted, Outcome } from '../../server/game/outcome.ts';
import { needsDeck } from '../../server/game/seating.ts';
import type { DealtLot } from '../../server/game/picture.ts';
import { createRoom, lotAt, type RoomState } from '../../server/game/state.ts';
import { dueAt, step } from '../../server/game/step.ts';
import { viewFor, type Watcher } from '../../server/game/view/index.ts';
import { dealGame, dealLate, isRefusal } from '../../server/rooms/dealing.ts';
import { DATASET, MemoryGallery } from './memory-ports.ts';

export const SHOWN: JudgeMessage['display'] = {
  size: 280,
  scale: 10,
  devicePixelRatio: 1,
  blurred: false,
  input: 'touch',
};
export const START_AT = 1_700_000_000_000;

let uuids = 0;
export const uuid = (): string => `00000000-0000-4000-8000-${String(++uuids).padStart(12, '0')}`;

/** A room on a table: events go in by hand, the clock is turned by hand. */
export class Table {
  state: RoomState;
  now = START_AT;
  readonly initial: RoomState;
  readonly events: RoomEvent[] = [];
  readonly rows: JudgmentRow[] = [];
  readonly gallery: MemoryGallery;

  constructor(settings: Partial<RoomSettings> = {}, { solo = false, key = 'key', gallery = new MemoryGallery() } = {}) {
    this.gallery = gallery;
    this.state = createRoom({
      roomId: 'r_1',
      code: 'ACDEFG',
      hostHash: 'h',
      key,
      solo,
      settings: { ...DEFAULT_SETTINGS, dataset: DATASET, lots: 3, ...settings },
      at: this.now,
    });
    this.initial = this.state;
  }

  send(event: RoomEvent): Outcome {
    const outcome = step(this.state, event);
    if (outcome.ok && outcome.state !== this.state) {
      this.state = outcome.state;
      this.events.push(event);
      this.rows.push(...outcome.judgments);
    }
    return outcome;
  }

  /** Seats somebody; the player id is the name unless told. */
  join(name: string, { connected = true, device = `device-${name}`, playerId = name } = {}): Outcome {
    const read = readNickname(name);
    if (!read.ok) return read;
    const { nickname, nameKey } = read;
    const dealt =
      this.state.phase !== 'closed' && needsDeck(this.state) ? dealLate(this.gallery, this.state, playerId) : null;
    if (dealt && isRefusal(dealt)) return dealt;
    return this.send({
      type: 'joined',
      at: this.now,
      playerId,
      nickname,
      nameKey,
      tokenHash: `token-${playerId}`,
      deviceHash: device,
      language: 'en',
      connected,
      deal: dealt,
    });
  }

  host(command: CommandMessage): Outcome {
    return this.command(null, command);
  }

  command(by: string | null, command: CommandMessage): Outcome {
    const dealt = command.type === 'start' ? dealGame(this.gallery, this.state) : null;
    if (dealt && isRefusal(dealt)) return dealt;
    return this.send({ type: 'commanded', at: this.now, by, command, deal: dealt });
  }

  /** @param said P(fake) in mode 'verdict', else the response. */
  judge(
    playerId: string,
    said: number | Response,
    { trialId = this.trialOf(playerId), judgmentId = uuid() } = {},
  ): Outcome {
    const response = typeof said === 'number' ? { pFake: said } : said;
    const judgment: JudgeMessage = { judgmentId, trialId, ...response, responseMs: 900, display: SHOWN };
    return this.send({ type: 'judged', at: this.now, playerId, judgment });
  }

  connect(playerId: string): Outcome {
    return this.send({ type: 'connected', at: this.now, playerId });
  }

  drop(playerId: string): Outcome {
    return this.send({ type: 'disconnected', at: this.now, playerId });
  }

  /** Turns the clock; what falls due on the way happens at its time. */
  pass(ms: number): void {
    const until = this.now + ms;
    for (let due = dueAt(this.state); due !== null && due <= until; due = dueAt(this.state)) {
      this.now = Math.max(this.now, due);
      ok(this.send({ type: 'ticked', at: this.now }));
    }
    this.now = until;
  }

  view(watcher: Watcher): RoomView {
    return viewFor(this.state, watcher, this.now);
  }

  player<P extends RoomView['phase']>(playerId: string, phase: P): Extract<RoomView, { phase: P }> {
    return inPhase(this.view({ role: 'player', playerId }), phase);
  }

  trialOf(playerId: string): string {
    const view = this.view({ role: 'player', playerId });
    return 'trial' in view && view.trial ? view.trial.trialId : 'none';
  }

  /** What hangs for a player: known to the table alone. */
  lotOf(playerId: string): DealtLot {
    const { state } = this;
    if (state.phase !== 'judging') throw new Error('nothing hangs');
    return lotAt(state.game, state.settings.dealing === 'same' ? '*' : playerId, state.lot)!;
  }

  /** What is true of the picture that hangs for a player: known to the table alone. */
  truthOf(playerId: string): 'real' | 'fake' {
    const { state } = this;
    if (state.phase !== 'judging') throw new Error('nothing hangs');
    const deck = state.settings.dealing === 'same' ? '*' : playerId;
    return state.game.deal.pictures[state.game.deal.decks[deck]![state.lot - 1]!]!.truth;
  }

  /** P(fake) for somebody who is sure and right, or sure and wrong. */
  sure(playerId: string, right: boolean): number {
    return (this.truthOf(playerId) === 'fake') === right ? 0.95 : 0.05;
  }
}

export function inPhase<P extends RoomView['phase']>(view: RoomView, phase: P): Extract<RoomView, { phase: P }> {
  expect(view.phase).toBe(phase);
  return view as Extract<RoomView, { phase: P }>;
}

export function ok(outcome: Outcome): Accepted {
  expect(outcome).toMatchObject({ ok: true });
  return outcome as Accepted;
}

export function refused(outcome: object, code: RefusalCode): void {
  expect(outcome).toMatchObject({ ok: false, code });
}

/** A room in which a game runs. */
export function started(settings: ConstructorParameters<typeof Table>[0] = {}, names = ['ann', 'bob', 'cho']): Table {
  const table = new Table(settings);
  for (const name of names) ok(table.join(name));
  ok(table.host({ type: 'start' }));
  return table;
}
